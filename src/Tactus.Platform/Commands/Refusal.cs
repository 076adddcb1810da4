namespace Tactus.Platform;

/// <summary>What kind of no; decides the HTTP status (see docs: the HTTP interface).</summary>
public enum RefusalKind
{
    /// <summary>The request can't be read. 400.</summary>
    Malformed,
    /// <summary>Nobody is signed in. 401.</summary>
    SignIn,
    /// <summary>The right is missing. 403.</summary>
    Forbidden,
    /// <summary>There is no such thing. 404.</summary>
    Unknown,
    /// <summary>A rule of the plant or of the books says no. 409.</summary>
    Rule,
    /// <summary>Somebody else changed it meanwhile. 409.</summary>
    Clash,
    /// <summary>A field's value can't be. 422.</summary>
    Field,
    /// <summary>Too often. 429.</summary>
    TooOften,
    /// <summary>Starting, draining or cut off. 503.</summary>
    NotNow,
}

/// <summary>An expected no: a stable code and a sentence that helps. It is a value, never an exception.</summary>
/// <param name="Code">Stable, kebab-case, e.g. <c>scrap-exceeds-wip</c>. Programs and translations rely on it.</param>
/// <param name="Sentence">For the person: what is wrong and what would be right, with the figures.</param>
/// <param name="Kind">Decides the HTTP status.</param>
/// <param name="Errors">Messages by field path, where fields are at fault.</param>
/// <param name="Details">Further facts, e.g. what changed and by whom after a clash.</param>
public sealed record Refusal(
    string Code, string Sentence, RefusalKind Kind = RefusalKind.Rule,
    IReadOnlyDictionary<string, string[]>? Errors = null, object? Details = null)
{
    /// <summary>There is no such thing.</summary>
    public static Refusal Unknown(string code, string sentence) => new(code, sentence, RefusalKind.Unknown);

    /// <summary>One field's value can't be.</summary>
    public static Refusal Field(string code, string field, string sentence) =>
        new(code, sentence, RefusalKind.Field, new Dictionary<string, string[]> { [field] = [sentence] });
}

/// <summary>A value, or the refusal to make it.</summary>
/// <typeparam name="T">What is answered when it was done.</typeparam>
public readonly record struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Why not, or null.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The answer; reading it after a refusal is a bug and throws.</summary>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}: {Refusal.Sentence}");

    /// <summary>Whether it was done.</summary>
    public bool Done => Refusal is null;

    /// <summary>Done, with this answer.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Not done, for this reason.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The answer of a command that has nothing to tell but that it was done.</summary>
public sealed record Done
{
    /// <summary>The one instance.</summary>
    public static Done It { get; } = new();
}

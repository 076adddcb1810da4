using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>Which time a wait counts.</summary>
internal enum WaitClock { Wall, Working }

/// <summary>How many of those told must acknowledge.</summary>
internal enum AcknowledgeBy { One, Everyone }

/// <summary>A time to wait.</summary>
internal sealed record Wait(TimeSpan Time, WaitClock Clock)
{
    /// <summary>Longer waits are mistakes of units.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    internal Outcome<DateTime> From(DateTime utc, SlaCalendar calendar) => Clock == WaitClock.Working ? calendar.Due(utc, Time) : utc + Time;
}

/// <summary>One step: who is told, and how long the step before had time.</summary>
/// <param name="Role">Told are those on duty in it; <see cref="Owner"/> is the owner of the case.</param>
/// <param name="After">Since the step before told its people; for the first step since the opening. Zero is at once.</param>
/// <param name="SkipIfNobody">With nobody on duty the next step follows at once. Else the step waits its time for somebody to come.</param>
/// <param name="Expires">An acknowledgement without a decision holds so long; null: until the decision.</param>
internal sealed record EscalationStep(string Role, Wait After, AcknowledgeBy By = AcknowledgeBy.One, bool SkipIfNobody = true, Wait? Expires = null)
{
    internal const string Owner = "owner";
}

/// <summary>Who is told when no step was answered; never a question of who is on duty.</summary>
/// <param name="After">Since the last step told its people.</param>
internal sealed record LastResort(IReadOnlyList<string> People, Wait After, Wait? Expires = null);

/// <summary>Who is told of a case in which order, until somebody takes it.</summary>
internal sealed record EscalationPolicy(string No, IReadOnlyList<EscalationStep> Steps, LastResort LastResort)
{
    /// <summary>Every wait it names.</summary>
    internal IEnumerable<Wait> Waits => Steps.SelectMany(step => (Wait?[])[step.After, step.Expires]).Append(LastResort.After).Append(LastResort.Expires).OfType<Wait>();

    /// <summary>Why this can't be a policy.</summary>
    internal Refusal? Fault()
    {
        if (Steps.Count is 0 or > 20) return Wrong("steps", "Give 1 to 20 steps.");
        for (var i = 0; i < Steps.Count; i++)
        {
            if (Steps[i].Role.Length == 0) return Wrong("steps", $"Step {i + 1} needs a role.");
            if (Fault(Steps[i].After, Steps[i].Expires, $"Step {i + 1}") is { } fault) return Wrong("steps", fault);
        }
        if (LastResort.People.Count == 0 || LastResort.People.Any(string.IsNullOrWhiteSpace) || LastResort.People.Distinct(StringComparer.Ordinal).Count() != LastResort.People.Count)
            return Wrong("lastResort", "Name at least one person as the last resort, each once: somebody must be told when nobody is on duty.");
        return Fault(LastResort.After, LastResort.Expires, "The last resort") is { } last ? Wrong("lastResort", last) : null;
    }

    private static string? Fault(Wait after, Wait? expires, string what) =>
        after.Time < TimeSpan.Zero ? $"{what} can't follow before the step it follows; give a wait of zero or more."
        : expires?.Time <= TimeSpan.Zero ? $"{what}: an acknowledgement must hold for some time; give more than zero or leave it out."
        : after.Time > Wait.Longest || expires?.Time > Wait.Longest ? $"{what} waits more than {Wait.Longest.TotalDays:0} days; give less."
        : null;

    private static Refusal Wrong(string field, string sentence) => Refusal.Field("escalation-policy", field, sentence);
}

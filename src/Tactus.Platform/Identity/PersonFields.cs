namespace Tactus.Platform.Identity;

/// <summary>What numbers, names and logins of people and stations may be.</summary>
internal static class PersonFields
{
    internal static Refusal? Number(string number, string field = "number") => number.Length is >= 1 and <= 40 && number.All(IsPlain)
        ? null
        : Refusal.Field("number-invalid", field, "A number has 1 to 40 letters, digits, '-', '_' or '.'.");

    internal static Refusal? Name(string name, string field = "name") => name.Trim().Length is >= 1 and <= 120 && !name.Any(char.IsControl)
        ? null
        : Refusal.Field("name-invalid", field, "A name has 1 to 120 letters.");

    internal static Refusal? Login(string? login) => login is null || (login.Length is >= 2 and <= 80 && login.All(letter => IsPlain(letter) || letter == '@'))
        ? null
        : Refusal.Field("login-invalid", "login", "A login has 2 to 80 letters, digits, '-', '_', '.' or '@'.");

    internal static Refusal? Language(string? language) => language is null or "en" or "ko"
        ? null
        : Refusal.Field("language-unknown", "language", "Tactus speaks en and ko.");

    /// <summary>An address for mail. Whether it exists, only a letter can tell.</summary>
    internal static Refusal? Email(string? email, string field = "email") => email is null
        || (email.Length <= 254 && email.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && email.All(letter => letter is > ' ' and < (char)127 and not ('<' or '>' or ',' or ';' or '"')))
        ? null
        : Refusal.Field("address-invalid", field, "Give a mail address, for example kim@plant.example.");

    internal static string? Why(string? reason) => reason?.Trim() is { Length: > 0 } why ? why[..Math.Min(why.Length, 500)] : null;

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.';
}

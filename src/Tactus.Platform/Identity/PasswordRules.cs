namespace Tactus.Platform.Identity;

/// <summary>What a password or PIN must be.</summary>
internal static class PasswordRules
{
    private const int Shortest = 10;
    private const int Longest = 200;

    // What is tried first by anybody who guesses; compared without digits and signs at the end.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "passwort", "kennwort", "passw0rd", "p@ssword", "p@ssw0rd", "administrator", "administration", "letmein", "letmeinplease",
        "welcome", "willkommen", "iloveyou", "qwertyuiop", "qwertzuiop", "qwerty", "asdfghjkl", "changeme", "changemenow", "tactus",
        "manufacturing", "production", "factory", "secret", "supersecret", "monkey", "dragon", "football", "baseball", "sunshine", "princess",
        "superman", "batman", "trustno", "master", "default", "temporary", "internet", "computer", "samsung",
    };

    internal static Refusal? Check(string password, string? login, string field = "password")
    {
        if (password.Length < Shortest) return Weak(field, $"Choose a password of at least {Shortest} letters; a sentence is good.");
        if (password.Length > Longest) return Weak(field, $"A password has at most {Longest} letters.");
        if (login is { Length: > 0 } && password.Contains(login, StringComparison.OrdinalIgnoreCase)) return Weak(field, "A password does not contain the login.");
        if (password.Distinct().Count() < 5) return Weak(field, "Choose a password with more different letters.");
        if (Common.Contains(password.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '.', '?', '#', '*')) || Run(password))
            return Weak(field, "This password is one of the first that are guessed; choose another.");
        return null;
    }

    internal static Refusal? CheckPin(string pin) =>
        pin.Length is < 4 or > 12 || !pin.All(char.IsAsciiDigit) ? Refusal.Field("pin-invalid", "pin", "A PIN has 4 to 12 digits.")
        : pin.Distinct().Count() == 1 || Run(pin) ? Refusal.Field("pin-invalid", "pin", "Choose a PIN that is not one digit again and again or a row such as 1234.")
        : null;

    // 1234567890, abcdefghij, 9876543210
    private static bool Run(string text)
    {
        var steps = text.Zip(text.Skip(1), (left, right) => right - left).ToList();
        return steps.Count > 0 && (steps.All(step => step is 1 or -9) || steps.All(step => step is -1 or 9));
    }

    private static Refusal Weak(string field, string sentence) => Refusal.Field("password-weak", field, sentence);
}

using System.Globalization;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>What a label says: a plain lot number, or the GS1 keys among what it carries.</summary>
/// <param name="Gtin">AI 01, fourteen digits.</param>
/// <param name="LotNo">AI 10.</param>
/// <param name="SerialNo">AI 21.</param>
/// <param name="ExpiresOn">AI 17.</param>
internal sealed record ScanCode(string? Gtin, string? LotNo, string? SerialNo, DateOnly? ExpiresOn)
{
    private const char Separator = '\u001d';
    private const string Signs = "!\"%&'()*+,-./_:;<=>?";

    // How scanners name the carrier before the data: GS1-128, DataMatrix, QR, DataBar, DotCode.
    private static readonly string[] Carriers = ["]C1", "]d2", "]Q3", "]e0", "]J1"];

    // Elements whose first two digits are here have a fixed length (identifier included) and need no separator after them.
    private static readonly Dictionary<string, int> Fixed = new(StringComparer.Ordinal)
    {
        ["00"] = 20, ["01"] = 16, ["02"] = 16, ["03"] = 16, ["04"] = 18, ["11"] = 8, ["12"] = 8, ["13"] = 8, ["14"] = 8, ["15"] = 8, ["16"] = 8,
        ["17"] = 8, ["18"] = 8, ["19"] = 8, ["20"] = 4, ["31"] = 10, ["32"] = 10, ["33"] = 10, ["34"] = 10, ["35"] = 10, ["36"] = 10, ["41"] = 16,
    };

    /// <summary>Reads a scan: GS1 element string (with separators or in brackets), GS1 Digital Link, or a plain number.</summary>
    /// <param name="today">Decides the century of a two-digit year.</param>
    internal static Outcome<ScanCode> Read(string scan, DateOnly today)
    {
        var text = scan.Trim(' ', '\r', '\n', '\t');
        if (text.Length is 0 or > 400) return Fault("Nothing readable was scanned.");
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) return Link(text, today);
        if (text[0] == '(' && text.IndexOf(')', StringComparison.Ordinal) is 3 or 4 or 5) return Bracketed(text, today);
        var carrier = Carriers.Any(each => text.StartsWith(each, StringComparison.Ordinal));
        if (carrier || text.Contains(Separator, StringComparison.Ordinal)) return Elements(carrier ? text[3..] : text, today);
        // Without a carrier's name only a whole and valid element string that begins with a trade item is taken for one.
        if (text.StartsWith("01", StringComparison.Ordinal) && text.Length > 18 && Elements(text, today) is { Done: true } whole && (whole.Value.LotNo ?? whole.Value.SerialNo) is not null) return whole;
        return text.All(sign => sign > ' ') ? new ScanCode(null, text, null, null) : Fault("A lot number has no blanks in it.");
    }

    private static Outcome<ScanCode> Elements(string text, DateOnly today)
    {
        var found = new List<(string Ai, string Value)>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == Separator)
            {
                // One before the first element stands for the symbol's own FNC1; one after a fixed element is superfluous and allowed.
                at++;
                continue;
            }
            if (at + 2 > text.Length || !char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1])) return Fault($"'{text[at..]}' does not begin with an application identifier.");
            var two = text.Substring(at, 2);
            var digits = Digits(two);
            if (digits == 0) return Fault($"There is no application identifier that begins with {two}.");
            int end;
            if (Fixed.TryGetValue(two, out var length))
            {
                end = at + length;
                if (end > text.Length) return Fault($"The element ({two}) is cut off.");
            }
            else
            {
                end = text.IndexOf(Separator, at);
                if (end < 0) end = text.Length;
            }
            if (end <= at + digits) return Fault($"The element ({two}) is empty.");
            found.Add((text.Substring(at, digits), text[(at + digits)..end]));
            at = end;
        }
        return Of(found, today);
    }

    private static Outcome<ScanCode> Bracketed(string text, DateOnly today)
    {
        var found = new List<(string, string)>();
        for (var at = 0; at < text.Length;)
        {
            var close = text.IndexOf(')', at);
            if (text[at] != '(' || close - at is < 3 or > 5 || !text[(at + 1)..close].All(char.IsAsciiDigit)) return Fault($"'{text[at..]}' does not begin with an application identifier in brackets.");
            var ai = text[(at + 1)..close];
            if (Digits(ai[..2]) != ai.Length) return Fault($"({ai}) is no application identifier.");
            var next = close + 1;
            // A bracket may also be part of a value: only one that encloses an identifier begins the next element.
            while (next < text.Length && !(text[next] == '(' && IsIdentifier(text, next))) next++;
            if (next == close + 1) return Fault($"The element ({ai}) is empty.");
            found.Add((ai, text[(close + 1)..next]));
            at = next;
        }
        return Of(found, today);
    }

    private static bool IsIdentifier(string text, int at)
    {
        var close = text.IndexOf(')', at);
        return close - at is >= 3 and <= 5 && text[(at + 1)..close].All(char.IsAsciiDigit) && Digits(text.Substring(at + 1, 2)) == close - at - 1;
    }

    private static Outcome<ScanCode> Link(string text, DateOnly today)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link)) return Fault("This address can't be read.");
        var parts = link.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var found = new List<(string, string)>();
        // The trade item is the primary key; what follows it in the path qualifies it. Whatever comes before belongs to the resolver.
        var key = Array.FindIndex(parts, part => part == "01");
        if (key < 0 || (parts.Length - key) % 2 != 0) return Fault("This address carries no GS1 trade item (/01/…).");
        for (var i = key; i < parts.Length; i += 2)
            found.Add((parts[i], i == key ? Uri.UnescapeDataString(parts[i + 1]).PadLeft(14, '0') : Uri.UnescapeDataString(parts[i + 1])));
        foreach (var pair in link.Query.TrimStart('?').Split(['&', ';'], StringSplitOptions.RemoveEmptyEntries))
            if (pair.Split('=', 2) is [var ai, var value] && ai.Length is >= 2 and <= 4 && ai.All(char.IsAsciiDigit)) found.Add((ai, Uri.UnescapeDataString(value)));
        return Of(found, today);
    }

    private static Outcome<ScanCode> Of(List<(string Ai, string Value)> found, DateOnly today)
    {
        string? gtin = null, lot = null, serial = null;
        DateOnly? expires = null;
        foreach (var (ai, value) in found)
            switch (ai)
            {
                case "01":
                    if (!IsGtin(value)) return Fault($"{value} is no GTIN: its check digit is wrong.");
                    if (gtin is not null && gtin != value) return Fault("Two different trade items are on one label.");
                    gtin = value;
                    break;
                case "10" or "21":
                    if (value.Length > 20 || !value.All(sign => char.IsAsciiLetterOrDigit(sign) || Signs.Contains(sign, StringComparison.Ordinal)))
                        return Fault($"({ai}) has 1 to 20 letters, digits and signs; '{value}' has not.");
                    if ((ai == "10" ? lot : serial) is { } other && other != value) return Fault($"Two different values for ({ai}) are on one label.");
                    if (ai == "10") lot = value;
                    else serial = value;
                    break;
                case "17":
                    if (Date(value, today) is not { } date) return Fault($"(17){value} is no date (YYMMDD).");
                    expires = date;
                    break;
                default:
                    break;
            }
        return lot is null && serial is null ? Fault("The label names no lot (10) and no serial number (21).") : new ScanCode(gtin, lot, serial, expires);
    }

    private static bool IsGtin(string value)
    {
        if (value.Length != 14 || !value.All(char.IsAsciiDigit)) return false;
        // From the right, weights 3 and 1 by turns; with the check digit the sum is a multiple of ten.
        var sum = 0;
        for (var i = 0; i < 14; i++) sum += (value[i] - '0') * (i % 2 == 0 ? 3 : 1);
        return sum % 10 == 0;
    }

    private static DateOnly? Date(string value, DateOnly today)
    {
        if (value.Length != 6 || !value.All(char.IsAsciiDigit)) return null;
        var (yy, month, day) = (Number(0), Number(2), Number(4));
        // The century that brings the year within 49 years back of 50 ahead of now.
        var apart = yy - (today.Year % 100);
        var year = (today.Year / 100 * 100) + yy + (apart >= 51 ? -100 : apart <= -50 ? 100 : 0);
        if (month is < 1 or > 12 || day > DateTime.DaysInMonth(year, month)) return null;
        // Day 00 means the last day of the month.
        return new DateOnly(year, month, day == 0 ? DateTime.DaysInMonth(year, month) : day);

        int Number(int at) => int.Parse(value.AsSpan(at, 2), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    /// <summary>How many digits an application identifier has that begins with these two; 0: there is none.</summary>
    private static int Digits(string two) => int.Parse(two, NumberStyles.None, CultureInfo.InvariantCulture) switch
    {
        >= 0 and <= 4 or >= 10 and <= 22 or 30 or 37 or >= 90 and <= 99 => 2,
        >= 23 and <= 25 or >= 40 and <= 42 or 71 => 3,
        >= 31 and <= 36 or 39 or 43 or 70 or 72 or >= 80 and <= 82 => 4,
        _ => 0,
    };

    private static Refusal Fault(string why) => Refusal.Field("scan-unreadable", "scan", why + " Scan again or type the lot number.");
}

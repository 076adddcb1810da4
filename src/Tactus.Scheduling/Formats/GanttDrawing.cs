using System.Globalization;
using System.Text;
using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Formats;

/// <summary>Puts the bars to paper.</summary>
internal sealed class GanttDrawing
{
    private const int Top = 86;
    private const int MostShades = 4000;
    private static readonly long[] Steps = [60, 300, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800, 2_419_200, 31_536_000, 315_360_000];
    private static readonly string[] Shades = ["i", "r", "l"];

    private readonly StringBuilder svg = new();
    private double left;
    private double width;
    private double rowHeight;
    private long from;
    private long to;

    internal string Title { get; set; } = "";
    internal required string[] Rows { get; init; }
    internal List<GanttBar> Bars { get; } = [];
    internal List<(int Row, OpenTimes Open)> Closed { get; } = [];
    internal List<(int Row, Span Span)> Down { get; } = [];
    internal DateTimeOffset? Origin { get; init; }
    internal long? Now { get; init; }
    internal long? FrozenUntil { get; init; }

    private double Bottom => Top + (Rows.Length * rowHeight);

    /// <summary>Chooses the part of time that is shown and the size.</summary>
    internal void Frame()
    {
        to = Bars.Count == 0 ? (Now ?? 0) + 1 : Bars.Max(bar => bar.End);
        from = Bars.Count == 0 ? Now ?? 0 : Bars.Min(bar => bar.SetupStart);
        if (Now is { } now)
        {
            from = Math.Min(from, now);
            to = Math.Max(to, now + 1);
            // What is long past is not what the picture is for.
            from = Math.Max(from, now - Math.Max(1, (to - now) / 2));
        }
        to = Math.Max(to, from + 1);
        left = Math.Clamp(Rows.Select(row => row.Length).DefaultIfEmpty(0).Max(), 6, 24) * 7 + 24;
        // Wide enough for a bar of usual length to be pointed at, and for a page when there are few.
        var busiest = Bars.GroupBy(bar => bar.Row).Select(group => group.Count()).DefaultIfEmpty(0).Max();
        width = Math.Clamp(busiest * 40.0, 1100, 8000);
        rowHeight = Rows.Length <= 12 ? 34 : Rows.Length <= 40 ? 26 : 20;
    }

    internal string Draw()
    {
        var (whole, height) = (left + width + 24, Bottom + 28);
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{F(whole)}" height="{F(height)}" viewBox="0 0 {F(whole)} {F(height)}" font-family="system-ui, sans-serif" font-size="11" fill="#1f2933">
            <title>{Escape(Title)}</title>
            <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"/><rect width="2.5" height="6" fill="#52606d"/></pattern>
            <pattern id="down" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect width="8" height="8" fill="#d3d8de"/><rect width="2" height="8" fill="#7b8794"/></pattern></defs>
            <style>.i{"{"}fill:#9cc3dd;stroke:#4a7c9b{"}"}.r{"{"}fill:#f3c552;stroke:#946c00{"}"}.l{"{"}fill:#b42318;stroke:#5f0f0a{"}"}.s{"{"}fill:url(#hatch);stroke:#52606d{"}"}.b{"{"}stroke-width:.7{"}"}.t{"{"}font-size:10px;pointer-events:none{"}"}.w{"{"}fill:#fff{"}"}.d{"{"}opacity:.45{"}"}.run{"{"}stroke-width:2.2{"}"}.g{"{"}stroke:#e4e7eb{"}"}.m{"{"}fill:#52606d{"}"}</style>
            <rect width="100%" height="100%" fill="#fff"/>
            <text x="12" y="22" font-size="15" font-weight="600">{Escape(Title)}</text>

            """);
        Legend();
        Calendar();
        Axis();
        Names();
        foreach (var bar in Bars) Bar(bar);
        Lines();
        svg.Append("</svg>\n");
        return svg.ToString();
    }

    private void Legend()
    {
        var x = 12.0;
        foreach (var (shade, word) in (ReadOnlySpan<(string, string)>)
            [("i", "in time or without due time"), ("r", "at risk: ends just before it"), ("l", "job is late"), ("s", "setup"), ("c", "closed"), ("x", "down"), ("run", "running"), ("d", "done")])
        {
            var fill = shade switch { "c" => "fill=\"#eceff3\"", "x" => "fill=\"url(#down)\"", "run" => "class=\"i run\"", "d" => "class=\"i d\"", _ => $"class=\"{shade} b\"" };
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{F(x)}\" y=\"34\" width=\"18\" height=\"11\" {fill}/><text x=\"{F(x + 23)}\" y=\"43.5\">{word}</text>\n");
            x += 46 + (word.Length * 5.7);
        }
    }

    /// <summary>Closed times of each machine as one path, frozen window under everything else.</summary>
    private void Calendar()
    {
        foreach (var (row, open) in Closed)
        {
            var path = new StringBuilder();
            var (time, steps) = (from, 0);
            while (time < to && steps++ < MostShades)
            {
                var isOpen = open.At(time, out var next);
                next = Math.Min(next, to);
                if (!isOpen && (X(next) - X(time)) >= 0.4) path.Append(CultureInfo.InvariantCulture, $"M{F(X(time))} {F(Y(row))}h{F(X(next) - X(time))}v{F(rowHeight)}h{F(X(time) - X(next))}z");
                time = next;
            }
            if (steps < MostShades && path.Length > 0) svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"#eceff3\" d=\"{path}\"/>\n");
        }
        foreach (var (row, span) in Down)
        {
            var (begin, end) = (Math.Max(span.From, from), Math.Min(span.To, to));
            if (begin < end) svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{F(X(begin))}\" y=\"{F(Y(row))}\" width=\"{F(Math.Max(1, X(end) - X(begin)))}\" height=\"{F(rowHeight)}\" fill=\"url(#down)\"><title>{Escape(Rows[row])} is down</title></rect>\n");
        }
        if (Now is { } now && FrozenUntil is { } frozen && frozen > now && X(Math.Min(frozen, to)) > X(now))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{F(X(now))}\" y=\"{Top}\" width=\"{F(X(Math.Min(frozen, to)) - X(now))}\" height=\"{F(Bottom - Top)}\" fill=\"#7c5cc4\" opacity=\".12\"><title>frozen until {Escape(Word(frozen))}</title></rect>\n");
        }
    }

    private void Axis()
    {
        var perTick = (to - from) * 84.0 / width;
        long step;
        if (Origin is not null)
        {
            step = Steps.FirstOrDefault(each => each >= perTick, Steps[^1]);
        }
        else
        {
            var magnitude = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, perTick))));
            step = (long)Math.Max(1, new[] { 1, 2, 5, 10 }.First(factor => factor * magnitude >= Math.Max(1, perTick)) * magnitude);
        }
        // Ticks lie on full hours and days of the clock, not of the origin.
        var shift = Origin is { } origin ? (long)origin.TimeOfDay.TotalSeconds + (step >= IsoTime.Week ? (((int)origin.DayOfWeek + 6) % 7 * IsoTime.Day) : 0) : 0;
        var tick = from + shift - Mod(from + shift, step) - shift;
        if (tick < from) tick += step;
        var day = "";
        for (; tick <= to; tick += step)
        {
            var x = F(X(tick));
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"g\" x1=\"{x}\" x2=\"{x}\" y1=\"{Top - 5}\" y2=\"{F(Bottom)}\"/>");
            var (clock, date) = Tick(tick, step);
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"m\" x=\"{x}\" y=\"{Top - 8}\" text-anchor=\"middle\">{clock}</text>");
            if (date != day && date.Length > 0) svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x}\" y=\"{Top - 21}\" text-anchor=\"middle\" font-weight=\"600\">{date}</text>");
            day = date;
            svg.Append('\n');
        }
    }

    private (string Clock, string Date) Tick(long time, long step)
    {
        if (Origin is not { } origin || !IsoTime.HasMoment(time, origin)) return (time.ToString(CultureInfo.InvariantCulture), "");
        var moment = origin.AddSeconds(time);
        return step >= IsoTime.Day ? (moment.ToString("ddd dd", CultureInfo.InvariantCulture), moment.ToString("MMM yyyy", CultureInfo.InvariantCulture))
            : (moment.ToString("HH:mm", CultureInfo.InvariantCulture), moment.ToString("ddd dd MMM", CultureInfo.InvariantCulture));
    }

    private void Names()
    {
        for (var row = 0; row < Rows.Length; row++)
        {
            var name = Rows[row].Length <= 24 ? Rows[row] : Rows[row][..23] + "…";
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"g\" x1=\"0\" x2=\"{F(left + width)}\" y1=\"{F(Y(row))}\" y2=\"{F(Y(row))}\"/><text x=\"12\" y=\"{F(Y(row) + (rowHeight / 2) + 4)}\">{Escape(name)}{(name == Rows[row] ? "" : $"<title>{Escape(Rows[row])}</title>")}</text>\n");
        }
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"g\" x1=\"0\" x2=\"{F(left + width)}\" y1=\"{F(Bottom)}\" y2=\"{F(Bottom)}\"/>\n");
    }

    private void Bar(GanttBar bar)
    {
        if (bar.End < from) return;
        var lane = (rowHeight - 6) / bar.Lanes;
        var (y, height) = (Y(bar.Row) + 3 + (lane * bar.Lane), Math.Max(1, lane - (bar.Lanes > 1 ? 1 : 0)));
        var (x0, x1, x2) = (X(Math.Max(from, bar.SetupStart)), X(Math.Max(from, bar.Start)), X(bar.End));
        var length = Math.Max(1, x2 - x1);
        svg.Append(bar.Floor == FloorState.Done ? "<g class=\"d\">" : "<g>");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(bar.Title)}</title>");
        if (x1 - x0 > 0.3) svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"s b\" x=\"{F(x0)}\" y=\"{F(y)}\" width=\"{F(x1 - x0)}\" height=\"{F(height)}\"/>");
        var style = $"{Shades[(int)bar.State]} {(bar.Floor == FloorState.Started ? "run" : "b")}";
        if (bar.Pieces is null)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{F(x1)}\" y=\"{F(y)}\" width=\"{F(length)}\" height=\"{F(height)}\"/>");
        }
        else
        {
            // A pause is a thin line between the pieces; what ran before now is drawn as one piece.
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{F(x1)}\" y=\"{F(y + (height * 0.36))}\" width=\"{F(length)}\" height=\"{F(height * 0.28)}\"/>");
            if (bar.Floor == FloorState.Started && Now is { } now && now > bar.Start) Piece(x1, X(Math.Min(now, bar.End)));
            foreach (var piece in bar.Pieces) Piece(X(Math.Max(from, piece.From)), X(Math.Max(from, piece.To)));
        }
        void Piece(double begin, double end) =>
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{style}\" x=\"{F(begin)}\" y=\"{F(y)}\" width=\"{F(Math.Max(0.6, end - begin))}\" height=\"{F(height)}\"/>");
        if (bar.Floor == FloorState.Pinned) svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{F(x1)} {F(y)}h7l-7 7z\" fill=\"#1f2933\"/>");
        if (height >= 11 && bar.Label.Length * 6.2 < (bar.Pieces is { Count: > 0 } pieces && bar.Floor != FloorState.Started ? X(pieces[0].To) - x1 : length) - 4)
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"t{(bar.State == OrderState.Late ? " w" : "")}\" x=\"{F(x1 + 4)}\" y=\"{F(y + (height / 2) + 3.5)}\">{Escape(bar.Label)}</text>");
        svg.Append("</g>\n");
    }

    private void Lines()
    {
        if (Now is not { } now || now < from || now > to) return;
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{F(X(now))}\" x2=\"{F(X(now))}\" y1=\"{Top - 4}\" y2=\"{F(Bottom + 4)}\" stroke=\"#1f2933\" stroke-width=\"1.5\"/><text x=\"{F(X(now) + 3)}\" y=\"{F(Bottom + 15)}\" font-weight=\"600\">now {Escape(Word(now))}</text>\n");
        if (FrozenUntil is { } frozen && frozen > now && frozen <= to)
            svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{F(X(frozen))}\" x2=\"{F(X(frozen))}\" y1=\"{Top}\" y2=\"{F(Bottom + 4)}\" stroke=\"#7c5cc4\" stroke-dasharray=\"4 3\"/><text x=\"{F(Math.Max(X(frozen), X(now) + 150) + 3)}\" y=\"{F(Bottom + 15)}\" fill=\"#5b3fa0\">frozen until {Escape(Word(frozen))}</text>\n");
    }

    private string Word(long time) => Origin is { } origin && IsoTime.HasMoment(time, origin)
        ? origin.AddSeconds(time).ToString("ddd dd MMM HH:mm", CultureInfo.InvariantCulture) : time.ToString(CultureInfo.InvariantCulture);

    private double X(long time) => left + ((double)(time - from) / (to - from) * width);

    private double Y(int row) => Top + (row * rowHeight);

    private static long Mod(long value, long by) => ((value % by) + by) % by;

    private static string F(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Text for XML; what XML has no sign for becomes a question mark.</summary>
    internal static string Escape(string text)
    {
        var plain = true;
        foreach (var sign in text) plain &= sign is >= ' ' and < '\u007f' and not ('<' or '>' or '&' or '"' or '\'');
        if (plain) return text;
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (char.IsHighSurrogate(sign) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                escaped.Append(sign).Append(text[++i]);
                continue;
            }
            escaped.Append(sign switch
            {
                '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", '"' => "&quot;", '\'' => "&apos;", '\n' => "&#10;", '\t' => " ",
                < ' ' or '\u007f' or '\ufffe' or '\uffff' => "?",
                _ when char.IsSurrogate(sign) => "?",
                _ => sign.ToString(),
            });
        }
        return escaped.ToString();
    }
}

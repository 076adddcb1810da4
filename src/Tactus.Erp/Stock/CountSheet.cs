using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>What the books say lies at a place, at the moment somebody goes to count it.</summary>
internal sealed class CountSheet : IVersioned
{
    /// <summary>e.g. CS-000001.</summary>
    public required string No { get; init; }
    public required string Place { get; init; }
    public DateTime MadeUtc { get; init; }
    public required string MadeBy { get; init; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<CountSheet>(entity =>
        {
            entity.ToTable("count_sheets");
            entity.HasKey(sheet => sheet.No);
        });
        model.Entity<CountLine>(entity =>
        {
            entity.ToTable("count_lines");
            entity.HasKey(line => new { line.SheetNo, line.LineNo });
            entity.Property(line => line.Status).HasConversion<string>();
            entity.Ignore(line => line.Key);
        });
    }
}

/// <summary>One line of a count sheet.</summary>
internal sealed class CountLine : IVersioned
{
    public required string SheetNo { get; init; }
    public int LineNo { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string LotNo { get; init; }
    public required string SerialNo { get; init; }
    public StockStatus Status { get; init; }
    public required string Unit { get; init; }
    /// <summary>What the books said when the line was last drawn up.</summary>
    public decimal Book { get; set; }
    /// <summary>The balance's version then: a higher one at the count means that it moved meanwhile.</summary>
    public long BookVersion { get; set; }
    public decimal? Counted { get; set; }
    public DateTime? CountedUtc { get; set; }
    public string? CountedBy { get; set; }
    public long Version { get; set; }

    internal StockKey Key => new(ItemNo, Revision, LotNo, SerialNo);
}

/// <summary>A line of a sheet as people see it.</summary>
/// <param name="Recount">Moved since it was drawn up: nothing was booked, count it again against the new book figure.</param>
internal sealed record CountLineView(
    int LineNo, string ItemNo, string Revision, string? LotNo, string? SerialNo, StockStatus Status, Quantity Book, Quantity? Counted, bool Recount)
{
    internal static CountLineView Of(CountLine line, bool recount = false) => new(
        line.LineNo, line.ItemNo, line.Revision, MoveView.Named(line.LotNo), MoveView.Named(line.SerialNo), line.Status,
        new Quantity(line.Book, line.Unit), line.Counted is { } counted ? new Quantity(counted, line.Unit) : null, recount);
}

/// <summary>A sheet with its lines.</summary>
internal sealed record CountSheetView(string No, string Place, DateTime MadeUtc, IReadOnlyList<CountLineView> Lines);

/// <summary>Draws up a count sheet of everything that the books have at a place.</summary>
[Refuses("place-unknown", "place-empty")]
internal sealed record DrawCountSheet(string Place, string? ItemNo = null) : Command<ErpDb, CountSheetView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<DrawCountSheet>("/api/erp/count-sheets", StockArea.Write, "Draw up a count sheet of a place");

    /// <inheritdoc/>
    public override async Task<Outcome<CountSheetView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (await ItemFacts.CheckPlace(db, Place, "place", into: false, stop) is { } nowhere) return nowhere;
        var balances = await db.StockBalances.Where(balance => balance.Place == Place && balance.Quantity > 0 && (ItemNo == null || balance.ItemNo == ItemNo))
            .OrderBy(balance => balance.ItemNo).ThenBy(balance => balance.Revision).ThenBy(balance => balance.LotNo).ThenBy(balance => balance.SerialNo)
            .ThenBy(balance => balance.Status).AsNoTracking().ToListAsync(stop);
        if (balances.Count == 0) return new Refusal("place-empty", $"The books have nothing at {Place}{(ItemNo is null ? "" : " of " + ItemNo)}; enter what is there as an adjustment.");
        var sheet = new CountSheet { No = await NumberSeries.Next(db, "CS-", stop), Place = Place, MadeUtc = by.NowUtc, MadeBy = by.Actor.Number };
        var lines = balances.Select((balance, i) => new CountLine
        {
            SheetNo = sheet.No,
            LineNo = i + 1,
            ItemNo = balance.ItemNo,
            Revision = balance.Revision,
            LotNo = balance.LotNo,
            SerialNo = balance.SerialNo,
            Status = balance.Status,
            Unit = balance.Unit,
            Book = balance.Quantity,
            BookVersion = balance.Version,
        }).ToList();
        db.Add(sheet);
        db.AddRange(lines);
        return new CountSheetView(sheet.No, sheet.Place, sheet.MadeUtc, [.. lines.Select(line => CountLineView.Of(line))]);
    }
}

/// <summary>What was found on one line of a sheet.</summary>
/// <param name="Counted">Zero or more, in any unit of the item.</param>
internal sealed record Counted(int LineNo, Quantity Quantity);

/// <summary>What a count booked and what must be counted again.</summary>
internal sealed record CountView(IReadOnlyList<MoveView> Moves, IReadOnlyList<CountLineView> Lines);

/// <summary>
/// Somebody counted: where the shelf and the books differ, the books follow, with the reason. A line that moved since the sheet
/// was drawn up is not booked - nobody can know whether the move was before or after the eye passed - and comes back for a recount.
/// </summary>
[Refuses("sheet-unknown", "line-unknown", "line-counted", "quantity-invalid", "reason-missing", "stock-short")]
internal sealed record CountStock(string SheetNo, IReadOnlyList<Counted> Lines, string Reason) : Command<ErpDb, CountView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<CountStock>("/api/erp/stock-counts", StockArea.Write, "Enter what was counted on a sheet");

    /// <inheritdoc/>
    public override async Task<Outcome<CountView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var sheet = await db.CountSheets.FindAsync([SheetNo], stop);
        if (sheet is null) return Refusal.Unknown("sheet-unknown", $"There is no count sheet {SheetNo}.");
        var lines = await db.CountLines.Where(line => line.SheetNo == SheetNo).ToDictionaryAsync(line => line.LineNo, stop);
        if (Lines.Count == 0) return Refusal.Field("line-unknown", "lines", "Enter at least one line.");
        var moves = new List<StockMove>();
        var views = new List<CountLineView>();
        for (var i = 0; i < Lines.Count; i++)
        {
            var entered = Lines[i];
            if (!lines.TryGetValue(entered.LineNo, out var line)) return Refusal.Field("line-unknown", $"lines[{i}].lineNo", $"Sheet {SheetNo} has no line {entered.LineNo}.");
            if (line.CountedUtc is not null) return Refusal.Field("line-counted", $"lines[{i}].lineNo", $"Line {line.LineNo} was counted by {line.CountedBy} already; draw up a new sheet.");
            var counted = 0m;
            if (entered.Quantity.Value != 0)
            {
                var found = await ItemFacts.Find(db, line.ItemNo, line.Revision.Length > 0 ? line.Revision : null, by.NowUtc, stop);
                if (found.Refusal is { } unknown) return unknown;
                var amount = found.Value.InBase(entered.Quantity, $"lines[{i}].quantity");
                if (amount.Refusal is { } invalid) return invalid;
                counted = amount.Value;
            }
            if (line.SerialNo.Length > 0 && counted > 1) return Refusal.Field("quantity-invalid", $"lines[{i}].quantity", $"{line.SerialNo} is one unit; it is there or it is not.");
            var balance = await db.StockBalances.FindAsync([line.ItemNo, line.Revision, line.LotNo, line.SerialNo, sheet.Place, line.Status], stop);
            if (balance!.Version != line.BookVersion)
            {
                (line.Book, line.BookVersion) = (balance.Quantity, balance.Version);
                views.Add(CountLineView.Of(line, recount: true));
                continue;
            }
            (line.Counted, line.CountedUtc, line.CountedBy) = (counted, by.NowUtc, by.Actor.Number);
            views.Add(CountLineView.Of(line));
            if (counted == line.Book) continue;
            var more = counted > line.Book;
            var move = new StockMove
            {
                Kind = MoveKind.Count,
                ItemNo = line.ItemNo,
                Revision = line.Revision,
                LotNo = line.LotNo,
                SerialNo = line.SerialNo,
                FromPlace = more ? StockPlaces.Difference : sheet.Place,
                FromStatus = line.Status,
                ToPlace = more ? sheet.Place : StockPlaces.Difference,
                ToStatus = line.Status,
                Quantity = Math.Abs(counted - line.Book),
                Unit = line.Unit,
                ReferenceNo = sheet.No,
                ReportId = Id,
                Reason = Reason,
                AtUtc = by.NowUtc,
                BookedUtc = by.NowUtc,
                By = by.Actor.Number,
            };
            if (await StockBook.Book(db, move, Taking.Fact, stop) is { } refusal) return refusal;
            await PlantNews.Tell(db, move, stop);
            moves.Add(move);
        }
        return new CountView([.. moves.Select(MoveView.Of)], views);
    }
}

using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.Planning;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Sales;

/// <summary>A part of a line and when it is promised.</summary>
/// <param name="Quantity">In any unit that the item knows.</param>
internal sealed record PromiseFields(Quantity Quantity, DateTime PromisedUtc);

/// <summary>A part of a line that is promised for a time of its own. The line's own promise is that of its last part.</summary>
internal sealed class SalesLinePromise
{
    public required string OrderNo { get; init; }
    public int LineNo { get; init; }
    /// <summary>From 1, in order of their times.</summary>
    public int PartNo { get; init; }
    /// <summary>In the line's base unit.</summary>
    public decimal Quantity { get; init; }
    public DateTime PromisedUtc { get; init; }
}

/// <summary>What is still to leave of a line is promised, in one part or several.</summary>
/// <param name="Parts">1 to 20, together what is still to leave.</param>
[Refuses("sales-line-unknown", "sales-line-closed", "promise-parts", "quantity-invalid", "quantity-above-limit", "unit-mismatch", "date-in-past", "date-absurd", "text-invalid",
    "value-out-of-range", "changed-meanwhile")]
internal sealed record PromiseSalesLine(string OrderNo, int LineNo, IReadOnlyList<PromiseFields> Parts, string Reason) : Command<ErpDb, SalesOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<PromiseSalesLine>("/api/erp/sales-line-promises", SalesArea.Write, "Promise what is still to leave of a line, in parts");

    public override async Task<Outcome<SalesOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        by.Why = Reason;
        var order = await db.SalesOrders.FindAsync([OrderNo], stop);
        var lines = await db.SalesLines.Where(each => each.OrderNo == OrderNo).OrderBy(each => each.LineNo).ToListAsync(stop);
        if (order is null || lines.Find(each => each.LineNo == LineNo) is not { } line)
            return Refusal.Unknown("sales-line-unknown", $"There is no line {LineNo} of a sales order {OrderNo}.");
        if (await db.Clash(order, OrderNo, by, stop) is { } clash) return clash;
        if (!line.IsOpen) return new Refusal("sales-line-closed", $"Nothing of line {LineNo} of {OrderNo} is still to leave.");
        if (Parts is not { Count: >= 1 and <= 20 }) return Refusal.Field("promise-parts", "parts", "Give 1 to 20 parts.");
        var faults = new Faults();
        faults.Text("reason", Reason, 500);
        for (var i = 0; i < Parts.Count; i++)
        {
            faults.Above($"parts[{i}].quantity", Parts[i].Quantity);
            SalesLineRules.Date(faults, $"parts[{i}].promisedUtc", Parts[i].PromisedUtc, by);
        }
        if (faults.Refusal is { } wrong) return wrong;
        var parts = new List<SalesLinePromise>();
        foreach (var part in Parts.OrderBy(each => each.PromisedUtc))
        {
            var converted = await SalesLineRules.InBaseUnit(db, line.ItemNo, part.Quantity, "parts", stop);
            if (converted.Refusal is { } misfit) return misfit;
            parts.Add(new SalesLinePromise { OrderNo = OrderNo, LineNo = LineNo, PartNo = parts.Count + 1, Quantity = converted.Value.Value, PromisedUtc = part.PromisedUtc });
        }
        if (parts.Sum(each => each.Quantity) is var sum && sum != line.Remaining)
            return Refusal.Field("promise-parts", "parts", FormattableString.Invariant(
                $"The parts are {sum:0.######} {Units.Symbol(line.Unit)} together; {line.Remaining:0.######} are still to leave."));
        db.RemoveRange(await db.SalesLinePromises.Where(each => each.OrderNo == OrderNo && each.LineNo == LineNo).ToListAsync(stop));
        if (parts.Count > 1) db.AddRange(parts);
        var text = string.Join(", ", parts.Select(part => FormattableString.Invariant($"{part.Quantity:0.######} {Units.Symbol(line.Unit)} on {SalesLineRules.Text(part.PromisedUtc)}")));
        db.Add(SalesLineChange.Of(line, "promised", SalesLineRules.Text(line.PromisedUtc), text, Reason, by));
        line.PromisedUtc = parts[^1].PromisedUtc;
        order.Follow(lines, by.NowUtc);
        order.LastChange = $"line {LineNo}: promised {text} ({Reason})";
        db.Touch(order);
        await LineChanged.Apply(db, order, line, ["promised"], by, stop);
        db.Changed("erp.orders", OrderNo);
        return await SalesOrderView.Of(db, order, lines, db.VersionAfterSave(order), stop);
    }
}

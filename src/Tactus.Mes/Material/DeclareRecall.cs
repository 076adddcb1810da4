using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>A recall that is declared, with what it found.</summary>
/// <param name="Holds">Children of the recall: one for each lot, and one for what is in process of each order.</param>
internal sealed record RecallPlaced(string RecallNo, int Lots, int Holds, IReadOnlyList<string> RootLotNos, IReadOnlyList<string> WorkOrders, IReadOnlyList<string> BlockedJobs);

/// <summary>
/// Quality recalls what a supplier delivered, or lots of ours. All that came of them, wherever it is, is behind the fence when this is answered;
/// the business half blocks its stock by message and says what customers have. Lots that come later of the same delivery join by themselves.
/// </summary>
/// <param name="SupplierNo">All lots of this supplier, or only those with the supplier's lot number where that is given too.</param>
/// <param name="LotNos">Lots of ours, beside what the supplier's numbers find.</param>
/// <param name="Text">What is the matter, for those who meet the fence.</param>
/// <param name="AtUtc">When it was decided.</param>
[Refuses("recall-empty", "lot-unknown", "already-recalled", "reason-missing", "reason-unknown")]
internal sealed record DeclareRecall(
    string ReasonCode, string Text, DateTime AtUtc, string? SupplierNo = null, string? SupplierLotNo = null, IReadOnlyList<string>? LotNos = null)
    : Command<MesDb, RecallPlaced>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<DeclareRecall>("/api/mes/recalls", MaterialArea.Hold, "Recall a supplier's material and all that was made from it");

    public override async Task<Outcome<RecallPlaced>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        if (string.IsNullOrWhiteSpace(ReasonCode)) return Refusal.Field("reason-missing", "reasonCode", "Give the reason of the recall.");
        if (await Production.ReasonCode.FaultIfListed(db, ReasonKind.Hold, ReasonCode, "reasonCode", stop) is { } unlisted) return unlisted;
        if (string.IsNullOrWhiteSpace(Text)) return Refusal.Field("reason-missing", "text", "Write what is the matter, for those who meet the fence.");
        // The number first: whoever recalls the same at the same moment is tried again and finds this one.
        var no = await NumberSeries.Next(db, "RC-", stop);
        var scope = new RecallScope(SupplierNo, SupplierLotNo, LotNos ?? []);
        var found = await scope.Roots(db, stop);
        if (found.Refusal is { } nothing) return nothing;
        var roots = found.Value;
        if ((await db.Recalls.Where(recall => recall.ClosedUtc == null && recall.SupplierNo == scope.SupplierNo && recall.SupplierLotNo == scope.SupplierLotNo).ToListAsync(stop))
            .Find(recall => recall.NamedLotNos.Order(StringComparer.Ordinal).SequenceEqual(scope.LotNos)) is { } same)
            return new Refusal("already-recalled", $"{same.Subject} is recalled since {same.AtUtc:yyyy-MM-dd HH:mm} UTC as {same.No} ({same.ReasonCode}: {same.Text}).", Details: new { recallNo = same.No });
        by.Why = $"{ReasonCode}: {Text}";
        var recall = new Recall
        {
            No = no, SupplierNo = scope.SupplierNo, SupplierLotNo = scope.SupplierLotNo, NamedLotNos = [.. scope.LotNos], ReasonCode = ReasonCode, Text = Text,
            DeclaredBy = by.Actor.Number, AtUtc = AtUtc,
        };
        db.Recalls.Add(recall);
        var affected = await RecallScope.Affected(db, roots, stop);
        var holds = await RecallBook.Join(db, recall, affected, [.. roots.Select(lot => lot.No)], late: false, stop);
        await RecallBook.Tell(db, recall, [.. roots.Select(lot => lot.No)], stop);
        return new RecallPlaced(no, affected.Count, holds.Count, [.. roots.Select(lot => lot.No)],
            [.. affected.Select(lot => lot.OrderNo).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            await HoldBook.BlockedJobs(db, affected.FindAll(lot => lot.Wip), stop));
    }
}

/// <summary>What a recall means: the supplier's numbers, lots of ours, or both.</summary>
internal sealed class RecallScope(string? supplierNo, string? supplierLotNo, IReadOnlyList<string> lotNos)
{
    internal string? SupplierNo { get; } = Blank(supplierNo);

    internal string? SupplierLotNo { get; } = Blank(supplierLotNo);

    internal IReadOnlyList<string> LotNos { get; } = [.. lotNos.Select(Blank).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The lots that are recalled themselves, by number.</summary>
    internal async Task<Outcome<List<MaterialLot>>> Roots(MesDb db, CancellationToken stop)
    {
        if (SupplierNo is null && SupplierLotNo is null && LotNos.Count == 0)
            return Refusal.Field("recall-empty", "supplierLotNo", "Name the supplier, the supplier's lot or lots of ours.");
        var roots = new List<MaterialLot>();
        foreach (var some in LotNos.Chunk(500)) roots.AddRange(await db.Lots.Where(lot => some.Contains(lot.No)).ToListAsync(stop));
        if (LotNos.Except(roots.Select(lot => lot.No), StringComparer.Ordinal).FirstOrDefault() is { } missing)
            return Refusal.Field("lot-unknown", "lotNos", $"There is no lot or serial number {missing} in the plant.");
        if (SupplierNo is not null || SupplierLotNo is not null)
        {
            var theirs = await db.Lots.Where(lot => (SupplierNo == null || lot.SupplierNo == SupplierNo) && (SupplierLotNo == null || lot.SupplierLotNo == SupplierLotNo)).ToListAsync(stop);
            roots.AddRange(theirs.Except(roots));
        }
        if (roots.Count == 0)
            return Refusal.Unknown("recall-empty", $"The plant has never had a lot of {string.Join(", lot ", ((string?[])[SupplierNo, SupplierLotNo]).OfType<string>())}. Check the numbers on the delivery note.");
        return roots.OrderBy(lot => lot.No, StringComparer.Ordinal).ToList();
    }

    /// <summary>Every lot that descends from these, they included, each once; a loop in the graph ends by itself.</summary>
    internal static async Task<List<MaterialLot>> Affected(MesDb db, IReadOnlyList<MaterialLot> roots, CancellationToken stop)
    {
        var found = new Dictionary<long, MaterialLot>();
        foreach (var some in roots.Select(lot => lot.Id).Chunk(Genealogy.AtOnce))
            foreach (var lot in await db.Lots.FromSqlRaw(Genealogy.LotsSql(db, some, forward: true, null)).ToListAsync(stop)) found.TryAdd(lot.Id, lot);
        return [.. found.Values.OrderBy(lot => lot.Id)];
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

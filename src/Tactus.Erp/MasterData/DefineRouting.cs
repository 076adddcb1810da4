using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>
/// Makes a revision of an item's routing, or changes it when it exists. A draft changes freely; once released its operations
/// are frozen: its effectivity can be closed and it can be retired.
/// </summary>
/// <param name="ItemRevision">Only for this revision of the item; not sent: for all.</param>
/// <param name="EffectiveFrom">First day (UTC) it is valid; not sent: from the beginning.</param>
/// <param name="EffectiveTo">Last day it is valid; not sent: until a later one takes over.</param>
[Refuses("item-unknown", "item-not-made", "revision-unknown", "routing-empty", "routing-released", "routing-cycle", "routing-several-ends", "operation-twice",
    "predecessor-unknown", "work-centre-unknown", "work-centre-inactive", "serials-twice", "value-out-of-range", "effectivity-invalid",
    "effectivity-same-start", "revision-state", "reason-missing", "changed-meanwhile")]
internal sealed record DefineRouting(
    string ItemNo, string Revision, RevisionState State, IReadOnlyList<OperationInput> Operations, string? ItemRevision = null,
    DateOnly? EffectiveFrom = null, DateOnly? EffectiveTo = null, string? Note = null, string? Reason = null) : Command<ErpDb, RoutingView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<DefineRouting>("/api/erp/routings", MasterDataArea.Write, "Make, change, release or retire a revision of a routing");

    public override async Task<Outcome<RoutingView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (Check() is { } wrong) return wrong;
        by.Why = Reason;
        if (await db.Items.FindAsync([ItemNo], stop) is not { } item) return Refusal.Unknown("item-unknown", $"There is no item {ItemNo}.");
        if (item.Kind != ItemKind.Made)
            return new Refusal("item-not-made", $"{ItemNo} is {(item.Kind == ItemKind.Phantom ? "a phantom" : "purchased")}, so no operations make it; make it a made item first.");
        if (ItemRevision is not null && !await db.ItemRevisions.AnyAsync(each => each.ItemNo == ItemNo && each.Revision == ItemRevision, stop))
            return Refusal.Field("revision-unknown", "itemRevision", $"{ItemNo} has no revision {ItemRevision}.");
        var wanted = Read();
        if (OperationGraph.Fault(wanted) is { } misdrawn) return misdrawn;
        if (await WorkCentres(db, wanted, stop) is { } nowhere) return nowhere;

        // Two routings at once could begin on the same day without either seeing the other.
        await NumberSeries.Meet(db, "routings:", stop);
        var routings = await db.Routings.Where(each => each.ItemNo == ItemNo).ToListAsync(stop);
        var routing = routings.FirstOrDefault(each => each.Revision == Revision);
        var stored = await db.RoutingOperations.Where(each => each.ItemNo == ItemNo && each.RoutingRevision == Revision).OrderBy(each => each.No).ToListAsync(stop);
        var same = routing is not null && routing.ItemRevision == ItemRevision && Text(stored).SequenceEqual(Text(wanted));
        if (routing is null)
        {
            if (State == RevisionState.Obsolete)
                return new Refusal("revision-state", $"Routing {Revision} of {ItemNo} is not there yet, so it can't become obsolete.");
            db.Add(routing = new Routing { ItemNo = ItemNo, Revision = Revision });
        }
        else
        {
            if (await db.Clash(routing, $"{ItemNo}/{Revision}", by, stop) is { } clash) return clash;
            if (Frozen(routing, same) is { } frozen) return frozen;
        }
        if (State == RevisionState.Released
            && Revisions.SameStart($"the routing of {ItemNo}", routings.Where(each => each != routing && each.ItemRevision == ItemRevision), EffectiveFrom) is { } start)
            return start;
        if (!same)
        {
            // Draft or new: nobody was planned by the old operations.
            db.RemoveRange(stored);
            foreach (var operation in wanted)
                if (stored.FirstOrDefault(old => old.No == operation.No) is { } old)
                {
                    // An operation whose number stays is one change in the ledger, not a removal and an addition.
                    db.Entry(old).State = EntityState.Unchanged;
                    db.Entry(old).CurrentValues.SetValues(operation);
                }
                else db.Add(operation);
            db.Touch(routing);
        }
        (routing.State, routing.EffectiveFrom, routing.EffectiveTo, routing.Note, routing.ItemRevision) = (State, EffectiveFrom, EffectiveTo, Note, ItemRevision);
        if (db.Entry(routing).State != EntityState.Unchanged) db.Changed("erp.items", ItemNo);
        return RoutingView.Of(routing, wanted, item.Unit, db.VersionAfterSave(routing));
    }

    private Refusal? Check()
    {
        var faults = new Faults();
        faults.No("itemNo", ItemNo);
        faults.No("revision", Revision);
        faults.Text("note", Note, 500, required: false);
        faults.Text("reason", Reason, 500, required: false);
        faults.Span("effectiveTo", EffectiveFrom, EffectiveTo);
        faults.Require(Operations.Count is > 0 and <= 500, "routing-empty", "operations", "A routing has 1 to 500 operations.");
        for (var i = 0; i < Operations.Count; i++)
        {
            var (operation, field) = (Operations[i], $"operations[{i}].");
            faults.Between(field + "no", operation.No, 1, 99_999);
            faults.Text(field + "description", operation.Description);
            faults.Between(field + "setupSeconds", operation.SetupSeconds, 0, 31_536_000);
            faults.Between(field + "runSecondsPerUnit", operation.RunSecondsPerUnit, 0, 31_536_000);
            faults.Between(field + "yieldPercent", operation.YieldPercent, 0.01m, 100);
            if (operation.OverlapQuantity is { } overlap) faults.Between(field + "overlapQuantity", overlap, 0.000001m, Quantity.Largest);
            foreach (var skill in operation.Skills ?? []) faults.No(field + "skills", skill);
            if (operation.ToolNo is not null) faults.No(field + "toolNo", operation.ToolNo);
        }
        return faults.Refusal;
    }

    private List<RoutingOperation> Read()
    {
        var sorted = Operations.OrderBy(operation => operation.No).ToList();
        return sorted.Select((operation, i) => new RoutingOperation
        {
            ItemNo = ItemNo,
            RoutingRevision = Revision,
            No = operation.No,
            Description = operation.Description,
            WorkCentreNo = operation.WorkCentreNo,
            Predecessors = [.. (operation.Predecessors ?? (i == 0 ? [] : [sorted[i - 1].No])).Distinct().Order()],
            SetupSeconds = operation.SetupSeconds,
            RunSecondsPerUnit = operation.RunSecondsPerUnit,
            OverlapQuantity = operation.OverlapQuantity,
            Skills = [.. (operation.Skills ?? []).Distinct()],
            YieldPercent = operation.YieldPercent,
            Backflush = operation.Backflush,
            SerialsHere = operation.SerialsHere,
            ToolNo = operation.ToolNo,
        }).ToList();
    }

    private static async Task<Refusal?> WorkCentres(ErpDb db, List<RoutingOperation> operations, CancellationToken stop)
    {
        var numbers = operations.Select(operation => operation.WorkCentreNo).Distinct().ToList();
        var known = await db.WorkCentres.Where(centre => numbers.Contains(centre.No)).ToDictionaryAsync(centre => centre.No, stop);
        foreach (var operation in operations)
            if (!known.TryGetValue(operation.WorkCentreNo, out var centre))
                return Refusal.Field("work-centre-unknown", "operations", $"Operation {operation.No} names the work centre {operation.WorkCentreNo}, which does not exist.");
            else if (!centre.Active)
                return Refusal.Field("work-centre-inactive", "operations", $"Operation {operation.No} names the work centre {centre.No}, which is not in use any more.");
        return null;
    }

    private Refusal? Frozen(Routing routing, bool same)
    {
        var what = $"Routing {Revision} of {ItemNo}";
        if (Revisions.Move(what, routing.State, State) is { } refusal) return refusal;
        if (routing.State == RevisionState.Draft) return null;
        if (!same) return new Refusal("routing-released", $"{what} is {Revisions.Word(routing.State)}; its operations can't change any more. Make a new revision with its first day.");
        if (routing.EffectiveFrom != EffectiveFrom)
            return Refusal.Field("routing-released", "effectiveFrom", $"{what} was released; its first day can't move any more. Its last day can.");
        if (routing.State == RevisionState.Released && State == RevisionState.Obsolete && string.IsNullOrWhiteSpace(Reason))
            return Refusal.Field("reason-missing", "reason", "Say why a released routing is taken out of use.");
        return null;
    }

    private static IEnumerable<string> Text(IEnumerable<RoutingOperation> operations) => operations.OrderBy(operation => operation.No).Select(operation => FormattableString.Invariant(
        $"{operation.No}|{operation.Description}|{operation.WorkCentreNo}|{string.Join(',', operation.Predecessors)}|{operation.SetupSeconds:0.######}|{operation.RunSecondsPerUnit:0.######}|{operation.OverlapQuantity:0.######}|{string.Join(',', operation.Skills)}|{operation.YieldPercent:0.######}|{operation.Backflush}|{operation.SerialsHere}|{operation.ToolNo}"));
}

/// <summary>An operation of a routing as it is sent.</summary>
/// <param name="No">Unique in the routing, 1 to 99,999; usually 10, 20, 30.</param>
/// <param name="Predecessors">Not sent: the operation with the next lower number. Empty: it can start at once.</param>
/// <param name="SetupSeconds">Once per order and machine.</param>
/// <param name="RunSecondsPerUnit">Per good base unit of the item.</param>
/// <param name="OverlapQuantity">A successor may start when this much is good; not sent: when the operation is complete.</param>
/// <param name="YieldPercent">Expected good share, above 0 to 100.</param>
internal sealed record OperationInput(
    int No, string Description, string WorkCentreNo, IReadOnlyList<int>? Predecessors = null, decimal SetupSeconds = 0, decimal RunSecondsPerUnit = 0,
    decimal? OverlapQuantity = null, IReadOnlyList<string>? Skills = null, decimal YieldPercent = 100, bool Backflush = false, bool SerialsHere = false,
    string? ToolNo = null);

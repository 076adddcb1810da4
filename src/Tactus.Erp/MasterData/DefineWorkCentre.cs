using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>Makes a work centre, or changes it when the number exists. The plant half has its machines under the same number.</summary>
/// <param name="HourlyCost">Per hour of running or setting up.</param>
/// <param name="Active">False: no new routing may use it. Not sent: unchanged, true for a new one.</param>
[Refuses("number-invalid", "text-invalid", "money-invalid", "changed-meanwhile")]
internal sealed record DefineWorkCentre(
    string No, string Name, string? CostCentre = null, Money? HourlyCost = null, bool? Active = null, string? Reason = null) : Command<ErpDb, WorkCentreView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<DefineWorkCentre>("/api/erp/work-centres", MasterDataArea.Write, "Make a work centre or change it");
        app.List<ErpDb, WorkCentreRow>("/api/erp/work-centres", ErpPermissions.Read, "Work centres", nameof(WorkCentreRow.No),
            (db, _) => db.WorkCentres.Select(centre => new WorkCentreRow { No = centre.No, Name = centre.Name, CostCentre = centre.CostCentre, Active = centre.Active }));
        app.Read("/api/erp/work-centres/{no}", ErpPermissions.Read, "One work centre",
            async (string no, ErpDb db, CancellationToken stop) =>
            {
                var key = Keys.FromPath(no);
                var found = await db.WorkCentres.FirstOrDefaultAsync(centre => centre.No == key, stop);
                return (found is null ? null : WorkCentreView.Of(found, found.Version)).OrUnknown("work-centre-unknown", $"There is no work centre {no}.");
            }).Returns<WorkCentreView>();
    }

    public override async Task<Outcome<WorkCentreView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var faults = new Faults();
        faults.No("no", No);
        faults.Text("name", Name);
        faults.Text("costCentre", CostCentre, 60, required: false);
        faults.Text("reason", Reason, 500, required: false);
        faults.Price("hourlyCost", HourlyCost);
        if (faults.Refusal is { } wrong) return wrong;
        by.Why = Reason;
        var centre = await db.WorkCentres.FindAsync([No], stop);
        if (centre is null) db.Add(centre = new WorkCentre { No = No, Name = Name });
        else if (await db.Clash(centre, No, by, stop) is { } clash) return clash;
        (centre.Name, centre.CostCentre, centre.HourlyCost, centre.CostCurrency) = (Name, CostCentre, HourlyCost?.Amount, HourlyCost?.Currency);
        centre.Active = Active ?? centre.Active;
        if (db.Entry(centre).State != EntityState.Unchanged) db.Changed("erp.items");
        return WorkCentreView.Of(centre, db.VersionAfterSave(centre));
    }
}

/// <summary>A work centre, as it is read.</summary>
internal sealed record WorkCentreView(string No, string Name, string? CostCentre, Money? HourlyCost, bool Active, long Version) : IVersionedView
{
    internal static WorkCentreView Of(WorkCentre centre, long version) => new(centre.No, centre.Name, centre.CostCentre,
        centre is { HourlyCost: { } cost, CostCurrency: { } currency } ? new Money(cost, currency) : null, centre.Active, version);
}

/// <summary>A row of the list of work centres.</summary>
internal sealed record WorkCentreRow
{
    public required string No { get; init; }
    public required string Name { get; init; }
    public string? CostCentre { get; init; }
    public bool Active { get; init; }
}

using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>Rules of this plant that its people set. One row.</summary>
internal sealed class ProductionRules : IVersioned
{
    internal const int TheOne = 1;
    internal const decimal DefaultOverproduction = 10;
    internal const int DefaultLongestWork = 12;

    public int Id { get; init; } = TheOne;
    /// <summary>How much more than planned an operator may start, percent of the planned start.</summary>
    public decimal OverproductionPercent { get; set; } = DefaultOverproduction;
    /// <summary>Where no shift calendar says when a shift ends: a sign-on without sign-off is closed after so many hours.</summary>
    public int LongestWorkHours { get; set; } = DefaultLongestWork;
    public long Version { get; set; }

    internal static async Task<ProductionRules> Of(MesDb db, CancellationToken stop) =>
        await db.ProductionRules.AsNoTracking().FirstOrDefaultAsync(stop) ?? new ProductionRules();
}

/// <summary>Changes the plant's production rules.</summary>
/// <param name="OverproductionPercent">0 to 100.</param>
/// <param name="LongestWorkHours">1 to 24.</param>
[Refuses("rule-invalid", "changed-meanwhile")]
internal sealed record SetProductionRules(decimal OverproductionPercent, int LongestWorkHours, string Reason) : Command<MesDb, ProductionRulesView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<SetProductionRules>("/api/mes/production-rules", MesProduction.MasterData, "Change the plant's production rules");
        app.Read("/api/mes/production-rules", MesPermissions.Read, "The plant's production rules", async (MesDb db, CancellationToken stop) =>
        {
            var rules = await ProductionRules.Of(db, stop);
            return new ProductionRulesView(rules.OverproductionPercent, rules.LongestWorkHours, rules.Version).OrUnknown("rules-unknown", "");
        });
    }

    public override async Task<Outcome<ProductionRulesView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (OverproductionPercent is < 0 or > 100) return Refusal.Field("rule-invalid", "overproductionPercent", "Give a percentage from 0 to 100.");
        if (LongestWorkHours is < 1 or > 24) return Refusal.Field("rule-invalid", "longestWorkHours", "Give hours from 1 to 24.");
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why the rules change.");
        var rules = await db.ProductionRules.FirstOrDefaultAsync(stop);
        if (rules is null) db.ProductionRules.Add(rules = new ProductionRules());
        else if (await db.Clash(rules, "1", by, stop) is { } clash) return clash;
        (rules.OverproductionPercent, rules.LongestWorkHours) = (OverproductionPercent, LongestWorkHours);
        by.Why = Reason;
        return new ProductionRulesView(OverproductionPercent, LongestWorkHours, db.VersionAfterSave(rules));
    }
}

/// <summary>The plant's production rules.</summary>
internal sealed record ProductionRulesView(decimal OverproductionPercent, int LongestWorkHours, long Version) : IVersionedView;

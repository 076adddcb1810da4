using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Decisions;

/// <summary>What lateness and the ways around it cost, in the plant's money; ways out are ranked by their sum.</summary>
internal sealed class CostRates : IVersioned
{
    public int Id { get; init; } = 1;
    /// <summary>An hour that an order is late, times its weight: priority 1 weighs 3, priority 2 weighs 2, others 1.</summary>
    public decimal LatenessPerHour { get; set; } = 50;
    /// <summary>An hour that a machine is open beyond its shifts.</summary>
    public decimal OvertimePerHour { get; set; } = 150;
    /// <summary>An order sent by premium freight.</summary>
    public decimal FreightPerOrder { get; set; } = 400;
    /// <summary>How much sooner premium freight arrives, hours.</summary>
    public decimal FreightHours { get; set; } = 24;
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<CostRates>(entity =>
    {
        entity.ToTable("cost_rates");
        entity.HasKey(each => each.Id);
        entity.Property(each => each.Id).ValueGeneratedNever();
    });

    /// <summary>Those that somebody set, else the usual.</summary>
    internal static async Task<CostRates> Of(CoordinationDb db, CancellationToken stop) => await db.Set<CostRates>().FirstOrDefaultAsync(stop) ?? new CostRates();
}

/// <summary>Sets what lateness and the ways around it cost.</summary>
[Refuses("rate-range")]
internal sealed record SetCostRates(decimal LatenessPerHour, decimal OvertimePerHour, decimal FreightPerOrder, decimal FreightHours) : Command<CoordinationDb, CostRatesView>
{
    private const decimal Most = 1_000_000;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<SetCostRates>("/api/coordination/cost-rates", CoordinationPermissions.Policies, "Set what lateness, overtime and premium freight cost");
        app.Read("/api/coordination/cost-rates", CoordinationPermissions.Read, "What lateness, overtime and premium freight cost",
            async (CoordinationDb db, CancellationToken stop) => CostRatesView.Of(await CostRates.Of(db, stop)));
    }

    public override async Task<Outcome<CostRatesView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        foreach (var (name, value) in ((string, decimal)[])[("latenessPerHour", LatenessPerHour), ("overtimePerHour", OvertimePerHour), ("freightPerOrder", FreightPerOrder), ("freightHours", FreightHours)])
            if (value is < 0 or > Most) return Refusal.Field("rate-range", name, "Give a number from 0 to 1,000,000.");
        var rates = await db.Set<CostRates>().FirstOrDefaultAsync(stop);
        if (rates is null) db.Add(rates = new CostRates());
        (rates.LatenessPerHour, rates.OvertimePerHour, rates.FreightPerOrder, rates.FreightHours) = (LatenessPerHour, OvertimePerHour, FreightPerOrder, FreightHours);
        return CostRatesView.Of(rates);
    }
}

/// <summary>The rates as they are read.</summary>
internal sealed record CostRatesView(decimal LatenessPerHour, decimal OvertimePerHour, decimal FreightPerOrder, decimal FreightHours)
{
    internal static CostRatesView Of(CostRates each) => new(each.LatenessPerHour, each.OvertimePerHour, each.FreightPerOrder, each.FreightHours);
}

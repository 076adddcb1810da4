using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>Where operations are planned and costed (ISA-95 WorkCenter as the business sees it). The plant keeps its machines.</summary>
internal sealed class WorkCentre : IVersioned
{
    public required string No { get; init; }
    public required string Name { get; set; }
    public string? CostCentre { get; set; }
    /// <summary>Per hour of running or setting up.</summary>
    public decimal? HourlyCost { get; set; }
    public string? CostCurrency { get; set; }
    /// <summary>False: no new routing may use it.</summary>
    public bool Active { get; set; } = true;
    public long Version { get; set; }
}

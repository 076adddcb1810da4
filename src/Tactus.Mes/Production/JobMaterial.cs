namespace Tactus.Mes.Production;

/// <summary>A material that a job needs, as frozen at release (ISA-95 MaterialRequirement).</summary>
internal sealed class JobMaterial
{
    public required string JobNo { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string Unit { get; init; }
    /// <summary>For the whole order.</summary>
    public decimal Quantity { get; set; }
    /// <summary>Per good unit of the job.</summary>
    public decimal PerUnit { get; init; }
    public Contracts.Messages.Tracking Tracking { get; init; }
    public bool Backflush { get; init; }
    /// <summary>Consumed so far, net of reversals.</summary>
    public decimal Consumed { get; set; }
    /// <summary>What pieces that came from another order have in them; below zero: what pieces that left took along.</summary>
    public decimal CameWith { get; set; }

    /// <summary>Of what the job's pieces need, what they have.</summary>
    internal decimal Covered => Consumed + CameWith;
}

using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// Material went from one lot into another. Append-only but for the mark that it was reversed; a reversal is an edge with
/// the opposite quantity, and neither of the two counts in a trace, so that a net of nothing is no ancestry.
/// </summary>
[NotAudited]
internal sealed class LotEdge
{
    public long Id { get; init; }
    public long FromLotId { get; init; }
    /// <summary>Set when the edge is made; the lot may be new and without an id yet.</summary>
    public MaterialLot? From { get; init; }
    public long ToLotId { get; init; }
    public MaterialLot? To { get; init; }
    public EdgeKind Kind { get; init; }
    /// <summary>In the unit of the from-lot; negative in a reversal.</summary>
    public decimal Quantity { get; init; }
    public string? JobNo { get; init; }
    public Guid ReportId { get; init; }
    public Guid? Reverses { get; init; }
    /// <summary>Undone by a later edge, or itself the undoing: not part of the genealogy.</summary>
    public bool Reversed { get; set; }
    public DateTime AtUtc { get; init; }
}

/// <summary>Why material went from one lot into another.</summary>
internal enum EdgeKind
{
    /// <summary>A job used it: lot into the job's work in process, or straight into a named serial unit.</summary>
    Consumed,
    /// <summary>Work in process of one operation went on to the next.</summary>
    Flowed,
    /// <summary>A job's work in process became a lot or a serial unit.</summary>
    Made,
    /// <summary>A serial unit that belongs to a lot.</summary>
    Member,
    Split,
    Merged,
}

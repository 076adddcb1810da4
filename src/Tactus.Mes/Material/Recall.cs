using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// A supplier's material is bad, wherever it is by now. The recall is the parent of the holds on all lots that it affects; each of these is
/// released or scrapped for itself, and the recall is over when all of them are.
/// </summary>
internal sealed class Recall : IVersioned
{
    /// <summary>RC-000001.</summary>
    public required string No { get; init; }
    public string? SupplierNo { get; init; }
    public string? SupplierLotNo { get; init; }
    /// <summary>Our lots that were named by hand.</summary>
    public List<string> NamedLotNos { get; init; } = [];
    public required string ReasonCode { get; init; }
    public required string Text { get; init; }
    public required string DeclaredBy { get; init; }
    /// <summary>When the person decided it, UTC.</summary>
    public DateTime AtUtc { get; init; }
    /// <summary>How many lots it affects, work in process and single units among them.</summary>
    public int Lots { get; set; }
    /// <summary>When every hold was released or scrapped; null while one is open, or is open again because more was made.</summary>
    public DateTime? ClosedUtc { get; set; }
    /// <summary>Raised with each hold that is over, so that two of them at once meet in the version.</summary>
    public int Settled { get; set; }
    public long Version { get; set; }

    /// <summary>What was recalled, for people.</summary>
    internal string Subject => string.Join(", ", ((string?[])[SupplierNo, SupplierLotNo, .. NamedLotNos]).OfType<string>());

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Recall>(entity =>
        {
            entity.ToTable("recalls");
            entity.HasKey(recall => recall.No);
            entity.HasIndex(recall => recall.SupplierLotNo);
            entity.HasIndex(recall => recall.SupplierNo);
        });
        model.Entity<RecallLot>(entity =>
        {
            entity.ToTable("recall_lots");
            entity.HasKey(lot => lot.Id);
            entity.Property(lot => lot.Id).ValueGeneratedOnAdd();
            entity.HasIndex(lot => new { lot.RecallNo, lot.LotNo }).IsUnique();
            entity.HasIndex(lot => lot.LotNo);
        });
    }
}

/// <summary>A lot that a recall affects, once however many ways lead to it, and the hold it is under.</summary>
[NotAudited]
internal sealed class RecallLot
{
    public long Id { get; init; }
    public required string RecallNo { get; init; }
    public required string LotNo { get; init; }
    /// <summary>A lot that was recalled itself; the others descend from such a one.</summary>
    public bool Root { get; init; }
    /// <summary>Found only after the recall was declared.</summary>
    public bool Late { get; init; }
    /// <summary>Another one when more was made into a lot that had been released.</summary>
    public Guid HoldId { get; set; }
    public DateTime JoinedUtc { get; init; }
}

using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Labor;

/// <summary>A person works on a job, or indirectly, from sign-on to sign-off (ISA-95 PersonnelActual).</summary>
internal sealed class LaborSpan : IVersioned
{
    public Guid Id { get; init; }
    public required string PersonNo { get; init; }
    public LaborKind Kind { get; init; }
    /// <summary>Null for indirect work.</summary>
    public string? JobNo { get; init; }
    public string? OrderNo { get; init; }
    public int? OperationNo { get; init; }
    /// <summary>What the indirect work is, e.g. cleaning.</summary>
    public string? Activity { get; init; }
    public string? WorkCentreNo { get; init; }
    public string? StationNo { get; init; }
    public DateTime StartUtc { get; init; }
    public DateTime? EndUtc { get; set; }
    /// <summary>Time up to here is shared out already.</summary>
    public DateTime SettledUtc { get; set; }
    /// <summary>This span's share of the person's time so far; while it is open, up to SettledUtc. Microseconds exact.</summary>
    public decimal Seconds { get; set; }
    /// <summary>Where the last shared slice began; a lead who corrects a forgotten sign-off can go back to here.</summary>
    public DateTime SliceUtc { get; set; }
    /// <summary>This span's share of the last slice.</summary>
    public decimal SliceSeconds { get; set; }
    public LaborState State { get; set; }
    public string? ConfirmedBy { get; set; }
    public string? ConfirmReason { get; set; }
    public long Version { get; set; }

    internal bool Open => State == LaborState.Open;
}

/// <summary>An unconfirmed span was closed by Tactus because nobody signed off; it is told to the business half when a lead confirms it.</summary>
internal enum LaborState { Open, Ended, Unconfirmed, Confirmed }

/// <summary>A person may do what the skill covers, until it runs out.</summary>
internal sealed class PersonSkill : IVersioned
{
    public required string PersonNo { get; init; }
    public required string SkillCode { get; init; }
    /// <summary>Last instant at which it holds; null: without end.</summary>
    public DateTime? ValidUntilUtc { get; set; }
    public bool Active { get; set; } = true;
    public long Version { get; set; }
}

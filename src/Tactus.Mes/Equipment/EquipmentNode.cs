using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>A node of the equipment hierarchy (ISA-95 part 1, 5.3: enterprise, site, area, work centre, work unit).</summary>
[Remembered]
internal sealed partial class EquipmentNode : IVersioned
{
    /// <summary>Unique in the plant, e.g. MOULD or IM-03.</summary>
    public required string No { get; init; }
    public required string Name { get; set; }
    public EquipmentLevel Level { get; init; }
    public string? ParentNo { get; set; }
    public bool Active { get; set; } = true;

    /// <summary>Machines: ideal seconds per part where neither the item nor the routing says it; null when nobody knows.</summary>
    public decimal? CycleSeconds { get; set; }
    /// <summary>Machines: a stop shorter than this is a micro-stop and asks for no reason. Seconds.</summary>
    public int MicroStopSeconds { get; set; } = DefaultMicroStop;
    /// <summary>Machines: parts made per count of the machine's counter, e.g. a mould's cavities.</summary>
    public decimal PartsPerCount { get; set; } = 1;
    /// <summary>Machines: after this many seconds without a signal nobody knows what it does.</summary>
    public int SilenceSeconds { get; set; } = DefaultSilence;
    /// <summary>Machines: the only agent whose signals count; null: any agent with the right.</summary>
    public string? AgentName { get; set; }
    /// <summary>Machines: how many values the counter has before it begins at zero again; null when it never wraps.</summary>
    public decimal? CounterModulus { get; set; }
    public long Version { get; set; }

    internal const int DefaultMicroStop = 120;
    internal const int DefaultSilence = 300;

    /// <summary>Why a node of this level can't hang below that one; null when it can.</summary>
    internal static Refusal? ParentFault(EquipmentLevel level, string? parentNo, EquipmentNode? parent)
    {
        if (parentNo is null)
            return level == EquipmentLevel.WorkUnit
                ? Refusal.Field("parent-missing", "parentNo", "A machine belongs to a work centre; name it as its parent.")
                : null;
        if (parent is null) return Refusal.Field("equipment-unknown", "parentNo", $"There is no equipment {parentNo}; create it first.");
        if (!parent.Active) return Refusal.Field("parent-inactive", "parentNo", $"{parentNo} is out of use and can't get anything below it.");
        var fits = level == EquipmentLevel.WorkUnit ? parent.Level == EquipmentLevel.WorkCentre : parent.Level < level;
        return fits ? null : Refusal.Field("parent-level", "parentNo", level == EquipmentLevel.WorkUnit
            ? $"A machine belongs to a work centre, and {parentNo} is {Word(parent.Level)}."
            : $"{Sentence(level)} can't hang below {parentNo}, which is {Word(parent.Level)}: the order is enterprise, site, area, work centre, machine.");
    }

    internal static string Word(EquipmentLevel level) => level switch
    {
        EquipmentLevel.Enterprise => "an enterprise",
        EquipmentLevel.Site => "a site",
        EquipmentLevel.Area => "an area",
        EquipmentLevel.WorkCentre => "a work centre",
        _ => "a machine",
    };

    private static string Sentence(EquipmentLevel level) => Word(level) is var word ? char.ToUpperInvariant(word[0]) + word[1..] : "";
}

/// <summary>A machine is a work unit; a line or a group of machines is a work centre.</summary>
internal enum EquipmentLevel { Enterprise, Site, Area, WorkCentre, WorkUnit }

namespace Tactus.Scheduling.Engine;

/// <summary>A problem compiled to arrays: operations, modes, machines, units and people by number. Units are machines first, then units of pools,
/// then people; each does one thing at a time, so that a crew of four is four units.</summary>
internal sealed class PlantModel
{
    internal const int FreeState = 0, FixedState = 1, DoneState = 2;

    internal required Problem Problem { get; init; }

    // Jobs.
    internal required int[] JobFirst { get; init; }
    internal required long[] Due { get; init; }
    internal required long[] Release { get; init; }
    internal required double[] Tardiness { get; init; }
    internal required double[] Earliness { get; init; }

    // Operations.
    internal required Operation[] Operations { get; init; }
    internal required int[] JobOf { get; init; }
    internal required bool[] Interruptible { get; init; }
    internal required int[] ModeFirst { get; init; }
    internal required int[] SlotFirst { get; init; }
    internal required int[] ClassOf { get; init; }
    internal required int[] FamilyOf { get; init; }
    internal required long[] SizeOf { get; init; }
    internal required int[] MaterialFirst { get; init; }
    internal required int[] MaterialOf { get; init; }
    internal required long[] MaterialQuantity { get; init; }

    // Precedences, by the operation after and by the operation before.
    internal required int[] BeforeFirst { get; init; }
    internal required PlantLink[] Before { get; init; }
    internal required int[] AfterFirst { get; init; }
    internal required int[] After { get; init; }

    // Modes.
    internal required int[] ModeMachine { get; init; }
    internal required long[] ModeRun { get; init; }
    internal required long[] ModeSetup { get; init; }
    internal required int[] ReqFirst { get; init; }
    internal required Requirement[] Requirements { get; init; }

    // Machines.
    internal required int MachineCount { get; init; }
    internal required int[] ProfileOf { get; init; }
    internal required int[] InitialState { get; init; }
    internal required long[] BatchCapacity { get; init; }
    internal required bool[] NeedsParts { get; init; }
    internal required SetupModel Setups { get; init; }

    // Units.
    internal required int UnitCount { get; init; }
    internal required OpenTime[] Open { get; init; }
    internal required string[] UnitName { get; init; }
    /// <summary>Units of pools and people by the names that assignments give them.</summary>
    internal required IReadOnlyDictionary<string, int> UnitByName { get; init; }

    internal required int[] PoolFirst { get; init; }
    internal required int[][] Skilled { get; init; }
    internal required long[][] SkilledFrom { get; init; }
    internal required long[][] SkilledUntil { get; init; }
    internal required int[] SkillCount { get; init; }

    // Materials in millionths of their unit: receipts in order of time with the sum until then.
    internal required long[][] SupplyAt { get; init; }
    internal required long[][] Supply { get; init; }

    // What is fixed: done, started, frozen, pinned to a start.
    internal required int[] State { get; init; }
    internal required long[] FixedSetupStart { get; init; }
    internal required long[] FixedStart { get; init; }
    internal required long[] FixedEnd { get; init; }
    internal required int[] FixedMode { get; init; }
    internal required int[][] FixedUnits { get; init; }

    /// <summary>Units that a started operation holds until its end.</summary>
    internal required int[][] Held { get; init; }

    /// <summary>Fixed operations of a unit that are not at its head, by time; null: none.</summary>
    internal Fixture[]?[] Fixtures { get; set; } = [];

    internal long[] InitialFree { get; set; } = [];

    /// <summary>Latest end that fixed operations behind leave; <see cref="OpenTime.Never"/>: any.</summary>
    internal long[] WantedEnd { get; set; } = [];

    internal long[] InitialConsumed { get; set; } = [];

    // The schedule in force: -1 where it has none.
    internal required int[] ForceMachine { get; init; }
    internal required long[] ForceStart { get; init; }

    internal required double[] Weights { get; init; }

    /// <summary>No operation that is free and not thawed starts or is set up earlier.</summary>
    internal required long Begin { get; init; }

    internal required bool[] Thawed { get; init; }

    internal long BeginOf(int operation) => Thawed[operation] ? Problem.Now : Begin;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(OpenTime, OpenTime), bool> _together = new();

    /// <summary>Whether two are ever there at the same time.</summary>
    internal bool EverTogether(OpenTime one, OpenTime other)
    {
        if (one.IsAlways || other.IsAlways || ReferenceEquals(one, other)) return true;
        if (_together.TryGetValue((one, other), out var known)) return known;
        OpenSet both = default;
        both.Add(one);
        both.Add(other);
        return _together[(one, other)] = both.NextOpen(Begin) < OpenTime.Never;
    }

    internal int Count => Operations.Length;

    internal int JobCount => JobFirst.Length - 1;

    internal int Modes(int operation) => ModeFirst[operation + 1] - ModeFirst[operation];

    /// <summary>The earliest time at which so much of a material has come in all; <see cref="OpenTime.Never"/> if it never does.</summary>
    internal long SupplyTime(int material, long quantity)
    {
        var supply = Supply[material];
        int low = 0, high = supply.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (supply[middle] < quantity) low = middle + 1;
            else high = middle;
        }
        return low < supply.Length ? SupplyAt[material][low] : OpenTime.Never;
    }
}

/// <summary>A precedence by number.</summary>
internal readonly record struct PlantLink(int From, long MinLag, long MaxLag, LinkKind Kind, long Transfer)
{
    internal const long NoMost = long.MaxValue;
}

/// <summary>Something a mode needs: of a pool, or of the people with a skill.</summary>
internal readonly record struct Requirement(int Pool, int Skill, int Count, Phase During);

/// <summary>A span in which a unit is taken by a fixed operation; a machine is set to its class afterwards.</summary>
internal readonly record struct Fixture(long From, long To, int Operation);

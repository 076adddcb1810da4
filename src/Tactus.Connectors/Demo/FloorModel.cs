using System.Text.Json;

namespace Tactus.Connectors.Demo;

/// <summary>What the simulated people and machines know of their plant: from floor.json, and from the routings and bills of the demo data.</summary>
internal sealed class FloorModel
{
    internal static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);
    private readonly Dictionary<(string ItemNo, int No), Operation> operations = [];
    private readonly Dictionary<(string ItemNo, int No), List<(string ItemNo, decimal PerUnit, string Unit)>> byHand = [];

    internal FloorModel()
    {
        Plan = JsonSerializer.Deserialize<FloorPlan>(DemoData.Json("floor"), Reading)!;
        foreach (var block in DemoData.Json("methods").AsArray())
            foreach (var body in block!["bodies"]!.AsArray())
                if (block["post"]!.GetValue<string>().EndsWith("/routings", StringComparison.Ordinal))
                {
                    var all = JsonSerializer.Deserialize<RoutingBody>(body, Reading)!;
                    foreach (var operation in all.Operations) operations[(all.ItemNo, operation.No)] = operation;
                }
                else if (block["post"]!.GetValue<string>().EndsWith("/bills", StringComparison.Ordinal))
                {
                    var all = JsonSerializer.Deserialize<BillBody>(body, Reading)!;
                    foreach (var operation in all.Lines.Where(line => !line.Backflush && !line.Phantom).GroupBy(line => line.OperationNo ?? 10))
                        byHand[(all.ItemNo, operation.Key)] = [.. operation.Select(line => (line.ComponentNo, line.Quantity.Value, line.Quantity.Unit))];
                }
    }

    internal FloorPlan Plan { get; }

    /// <summary>An operation as the routing has it; one that a visitor made takes a minute a piece.</summary>
    internal Operation Operation(string itemNo, int no) => operations.GetValueOrDefault((itemNo, no)) ?? new Operation(no, [], 0, 60, false);

    /// <summary>What people book by hand at an operation, per unit.</summary>
    internal IReadOnlyList<(string ItemNo, decimal PerUnit, string Unit)> ByHand(string itemNo, int no) => byHand.GetValueOrDefault((itemNo, no)) ?? [];

    /// <summary>Whether the item's units have numbers at this operation: where they are given and after it.</summary>
    internal bool SerialsAt(string itemNo, int no) => operations.Any(each => each.Key.ItemNo == itemNo && each.Value.SerialsHere && each.Key.No <= no);

    private sealed record RoutingBody(string ItemNo, IReadOnlyList<Operation> Operations);
    private sealed record BillBody(string ItemNo, IReadOnlyList<Line> Lines);
    private sealed record Line(string ComponentNo, Amount Quantity, int? OperationNo, bool Phantom, bool Backflush);
}

/// <summary>An operation of a routing. Seconds.</summary>
internal sealed record Operation(int No, IReadOnlyList<int>? Predecessors, decimal SetupSeconds, decimal RunSecondsPerUnit, bool SerialsHere);

/// <summary>A quantity as the interface writes it.</summary>
internal sealed record Amount(decimal Value, string Unit);

/// <summary>floor.json.</summary>
/// <param name="Crews">Who works at which machine, by shift.</param>
internal sealed record FloorPlan(
    IReadOnlyList<MachinePlan> Machines, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Crews, IReadOnlyList<BoughtPlan> Bought,
    IReadOnlyList<MadePlan> Made, IReadOnlyList<PumpPlan> Pumps, IReadOnlyList<string> Customers);

/// <param name="Unattended">Runs through breaks.</param>
/// <param name="Night">Runs outside the shifts too, so that there is always something to see.</param>
internal sealed record MachinePlan(string No, string Centre, bool Unattended, bool Night, double ScrapRate, IReadOnlyList<string> ScrapReasons, IReadOnlyList<string> StopReasons);

/// <summary>A purchased item: below Min, Order comes from the supplier.</summary>
/// <param name="LateHours">Nothing comes before so many hours after the plant's first start.</param>
internal sealed record BoughtPlan(string ItemNo, decimal Min, decimal Order, string Unit, bool Lot, string SupplierNo, int LateHours = 0);

/// <summary>A made component: below Min, an order over Lot is made.</summary>
internal sealed record MadePlan(string ItemNo, decimal Min, decimal Lot);

/// <summary>A pump that is sold.</summary>
/// <param name="Serial">What its serial numbers begin with.</param>
internal sealed record PumpPlan(string ItemNo, string Serial, string Price);

using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Tests.Erp.MasterData;

/// <summary>Master data that tests start from, made by the use cases themselves.</summary>
internal static class Given
{
    internal static Quantity Pcs(decimal value) => new(value, "C62");

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");

    internal static async Task<ItemView> Item(this Plant plant, string no, ItemKind kind = ItemKind.Purchased, string unit = "C62", Tracking tracking = Tracking.None) =>
        (await plant.Run(new DefineItem(no, no, unit, kind, tracking, Release: true))).Value;

    internal static async Task Items(this Plant plant, ItemKind kind, params string[] numbers)
    {
        foreach (var no in numbers) await plant.Item(no, kind);
    }

    internal static Task<Outcome<BillView>> Bill(this Plant plant, string itemNo, params BillLineInput[] lines) =>
        plant.Run(new DefineBill(itemNo, "A", RevisionState.Released, lines));

    internal static BillLineInput Line(string no, decimal quantity) => new(no, Pcs(quantity));

    internal static async Task WorkCentre(this Plant plant, params string[] numbers)
    {
        foreach (var no in numbers) (await plant.Run(new DefineWorkCentre(no, no))).Done.ShouldBeTrue();
    }
}

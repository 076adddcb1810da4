using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using System.Text.Json;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Production;

/// <summary>A small plant floor: two work centres with machines, a bench without, reasons; orders come as messages from the business half.</summary>
internal sealed class Floor : IAsyncDisposable
{
    private Floor(Plant plant) => Plant = plant;

    public Plant Plant { get; }

    public DateTime Now => Plant.Clock.GetUtcNow().UtcDateTime;

    internal static readonly Actor Kim = Plant.Person("kim", "mes.read", "mes.operate");
    internal static readonly Actor Lee = Plant.Person("lee", "mes.read", "mes.operate");
    internal static readonly Actor Lead = Plant.Person("lead", "mes.read", "mes.operate", "mes.lead");

    internal static async Task<Floor> New(string database)
    {
        var floor = new Floor(await Plant.New(database));
        var plant = floor.Plant;
        foreach (var (centre, machines) in ((string, string[])[])[("MOULD", ["IM-01", "IM-02"]), ("OVEN", ["OV-01"]), ("BENCH", [])])
        {
            (await plant.Run(new SetEquipment(centre, centre, EquipmentLevel.WorkCentre))).Done.ShouldBeTrue();
            foreach (var machine in machines) (await plant.Run(new SetEquipment(machine, machine, EquipmentLevel.WorkUnit, centre))).Done.ShouldBeTrue();
        }
        foreach (var (kind, code) in ((ReasonKind, string)[])[(ReasonKind.Scrap, "FLASH"), (ReasonKind.Scrap, "SHORT"), (ReasonKind.Pause, "BREAK")])
            (await plant.Run(new SetReasonCode(kind, code, code, code))).Done.ShouldBeTrue();
        return floor;
    }

    internal static Quantity Pcs(decimal value) => new(value, "C62");

    internal static OperationRequirement Op(
        int no, string centre = "BENCH", int[]? after = null, decimal? overlap = null, string[]? skills = null, decimal yield = 100, bool serials = false, string? tool = null) =>
        new(no, $"Operation {no}", centre, after ?? [], 60, 10, overlap, skills ?? [], yield, false, serials, tool);

    internal static OperationsScheduleReleased Order(string no, decimal quantity, params OperationRequirement[] operations) =>
        new(no, "PUMP", "A", Pcs(quantity), null, new DateTime(2026, 3, 6, 12, 0, 0, DateTimeKind.Utc), 5, "SO-000001", 1, "C1", "Clinic", null, "1", "1", operations, []);

    /// <summary>Sends from the business half and carries it over.</summary>
    internal async Task Send(params IMessage[] messages)
    {
        await Plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Test", db =>
        {
            foreach (var message in messages) db.Send(message);
            return Task.FromResult(true);
        }, CancellationToken.None);
        await Plant.Settle();
    }

    internal Task<Outcome<JobRow>> Start(string job, decimal? quantity = null, string? machine = null, Actor? by = null, StartPhase phase = StartPhase.Run) =>
        Plant.Run(new StartJob(job, Now, phase, machine, quantity is { } q ? Pcs(q) : null), by ?? Kim);

    internal Task<Outcome<ReportView>> Report(string job, decimal good, decimal scrap = 0, decimal rework = 0, bool complete = false, Actor? by = null, Guid id = default) =>
        Plant.Run(new ReportProduction(job, Now, Pcs(good), scrap != 0 ? [new ScrapLine(Pcs(scrap), "FLASH")] : null, Pcs(rework), Complete: complete) { Id = id }, by ?? Kim);

    internal async Task<JobOrder> Job(string no)
    {
        await using var db = Plant.Mes();
        return await db.Jobs.SingleAsync(job => job.No == no);
    }

    internal async Task<ProductionOrder> OrderNow(string no)
    {
        await using var db = Plant.Mes();
        return await db.Orders.SingleAsync(order => order.No == no);
    }

    /// <summary>What the plant has sent to the business half, of one kind, in order.</summary>
    internal async Task<List<T>> Sent<T>() where T : IMessage
    {
        await using var db = Plant.Mes();
        var name = MessageNames.Of(typeof(T));
        return (await db.Outbox.Where(message => message.Name == name && message.Destination == "erp").OrderBy(message => message.Id).ToListAsync())
            .ConvertAll(message => JsonSerializer.Deserialize<T>(message.Body, TactusJson.Options)!);
    }

    public ValueTask DisposeAsync() => Plant.DisposeAsync();
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Mes.Material;

/// <summary>A plant with two lines and orders that are already accepted, so that material can be tried on its own.</summary>
internal sealed class Shop(Plant plant) : IAsyncDisposable
{
    internal const string Press = "PRESS";
    internal const string Assembly = "ASSY";

    internal Plant Plant { get; } = plant;

    internal DateTime Now => Plant.Clock.GetUtcNow().UtcDateTime;

    internal static async Task<Shop> New(string database)
    {
        var shop = new Shop(await Plant.New(database));
        await shop.Do(db =>
        {
            foreach (var no in (string[])[Press, Assembly])
                db.Equipment.Add(new EquipmentNode { No = no, Name = no, Level = EquipmentLevel.WorkCentre });
            return Task.CompletedTask;
        });
        return shop;
    }

    public ValueTask DisposeAsync() => Plant.DisposeAsync();

    /// <summary>Work of the plant half in one transaction.</summary>
    internal Task Do(Func<MesDb, Task> work) => Plant.Services.GetRequiredService<CommandRunner<MesDb>>().RunAsSystem("Test", async db =>
    {
        await work(db);
        return true;
    }, CancellationToken.None);

    /// <summary>The business half says something, and it arrives.</summary>
    internal async Task BusinessSays(params IMessage[] messages)
    {
        await Plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Test", db =>
        {
            foreach (var message in messages) db.Send(message);
            return Task.FromResult(true);
        }, CancellationToken.None);
        await Down();
    }

    /// <summary>Carries messages down only: what the plant says stays in its outbox, where a test can read it.</summary>
    internal async Task Down()
    {
        while (await Plant.Services.GetRequiredKeyedService<Courier>("erp").Deliver(CancellationToken.None) > 0) { }
        while (await Plant.Services.GetRequiredKeyedService<Applier>("mes").ApplySome(CancellationToken.None) > 0) { }
    }

    internal Task Receive(string lotNo, decimal quantity, string item = "RESIN", string revision = "A", string unit = "KGM", DateOnly? expires = null, string status = "available", Guid? receipt = null) =>
        BusinessSays(new MaterialLotReceived(receipt ?? Guid.CreateVersion7(), lotNo, item, revision, new(quantity, unit), "STORE", status, expires, "SUP", "SUP-" + lotNo, Now));

    /// <summary>An order whose operations follow each other; materials by operation.</summary>
    internal Task Order(string no, int[] operations, params Need[] needs) => Do(db =>
    {
        db.Orders.Add(new ProductionOrder { No = no, ItemNo = "PART", Revision = "A", Quantity = 100, Unit = "C62", OutputLotNo = "LOT-" + no, RoutingRevision = "A", BillRevision = "A", DueUtc = Now.AddDays(3) });
        for (var i = 0; i < operations.Length; i++)
            db.Jobs.Add(new JobOrder
            {
                No = $"{no}/{operations[i]}", OrderNo = no, OperationNo = operations[i], Description = "Make", ItemNo = "PART", Revision = "A", Unit = "C62", Planned = 100,
                WorkCentreNo = i == 0 ? Press : Assembly, Predecessors = i == 0 ? [] : [operations[i - 1]], Last = i == operations.Length - 1, State = i == 0 ? JobState.Running : JobState.Waiting,
            });
        foreach (var need in needs)
            db.JobMaterials.Add(new JobMaterial
            {
                JobNo = $"{no}/{need.Operation}", ItemNo = need.Item, Revision = "A", Unit = need.Unit, PerUnit = need.PerUnit, Quantity = need.PerUnit * 100, Backflush = need.Backflush, Tracking = need.Tracking,
            });
        return Task.CompletedTask;
    });

    internal sealed record Need(int Operation, string Item = "RESIN", decimal PerUnit = 1, string Unit = "KGM", bool Backflush = false, Tracking Tracking = Tracking.Lot);

    /// <summary>What production does with a good report: lots, then backflush, in its transaction.</summary>
    internal async Task<Guid> Report(string jobNo, decimal good, string? lotNo = null, params string[] serials)
    {
        var report = Guid.CreateVersion7();
        await Do(async db =>
        {
            var job = (await db.Jobs.FindAsync(jobNo))!;
            var order = (await db.Orders.FindAsync(job.OrderNo))!;
            job.State = JobState.Running;
            job.Started += good;
            job.Good += good;
            (await LotBook.Produce(db, job, order, report, good, lotNo, serials, Now, db.By!, CancellationToken.None)).ShouldBeNull();
            (await Backflush.Book(db, job, report, good, Now, db.By!, CancellationToken.None)).ShouldBeNull();
        });
        return report;
    }

    internal Task Reverse(Guid report) => Do(async db =>
    {
        (await LotBook.Reverse(db, report, Guid.CreateVersion7(), Now, db.By!, CancellationToken.None)).ShouldBeNull();
    });

    internal Task<Outcome<BookingView>> Pick(string lotNo, decimal quantity, string? jobNo = null, string? workCentreNo = null, string unit = "KGM", string? why = null) =>
        Plant.Run(new PickMaterial(Now, lotNo, JobNo: jobNo, WorkCentreNo: workCentreNo, Quantity: new Quantity(quantity, unit), OverrideReason: why));

    internal Task<Outcome<BookingView>> Consume(string jobNo, string lotNo, decimal quantity, string unit = "KGM", string? into = null, params string[] serials) =>
        Plant.Run(new ConsumeMaterial(jobNo, new(quantity, unit), Now, lotNo, IntoSerialNo: into, SerialNos: serials.Length > 0 ? serials : null));

    internal Task<Outcome<HoldPlaced>> Hold(string lotNo, string text = "black specks") => Plant.Run(new HoldLot(lotNo, "CONTAMINATION", text, Now));

    internal async Task<IReadOnlyList<Refusal>> Gate(string jobNo, decimal quantity = 1)
    {
        await using var db = Plant.Mes();
        return await Tactus.Mes.Material.Gates.StartBlock(db, await db.Jobs.SingleAsync(job => job.No == jobNo), quantity, CancellationToken.None);
    }

    internal async Task<Trace> Trace(string lotNo, TraceDirection direction)
    {
        await using var db = Plant.Mes();
        return (await TraceLot.Run(db, lotNo, direction, null, CancellationToken.None)).Value;
    }

    internal async Task<MaterialLot> Lot(string no)
    {
        await using var db = Plant.Mes();
        return await db.Lots.SingleAsync(lot => lot.No == no);
    }

    /// <summary>Messages of a kind that the plant has sent, in their order.</summary>
    internal async Task<IReadOnlyList<T>> Sent<T>() where T : IMessage
    {
        await using var db = Plant.Mes();
        var name = MessageNames.Of(typeof(T));
        return [.. (await db.Outbox.Where(message => message.Name == name && message.Destination == "erp").OrderBy(message => message.Id).ToListAsync())
            .Select(message => System.Text.Json.JsonSerializer.Deserialize<T>(message.Body, TactusJson.Options)!)];
    }
}

/// <summary>Short words for what a refusal says.</summary>
internal static class Outcomes
{
    internal static void ShouldBeRefused<T>(this Outcome<T> outcome, string code, string? says = null)
    {
        outcome.Refusal.ShouldNotBeNull().Code.ShouldBe(code);
        if (says is not null) outcome.Refusal!.Sentence.ShouldContain(says);
    }
}

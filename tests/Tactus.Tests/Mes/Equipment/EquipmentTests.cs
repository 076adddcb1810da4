using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Equipment;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Equipment;

public sealed class EquipmentTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_hierarchy_takes_only_parents_of_a_higher_level(string database)
    {
        await using var plant = await Plant.New(database);
        (await plant.Run(new SetEquipment("SEOUL", "Seoul", EquipmentLevel.Site))).Done.ShouldBeTrue();
        (await plant.Run(new SetEquipment("HALL-A", "Hall A", EquipmentLevel.Area, "SEOUL"))).Done.ShouldBeTrue();
        (await plant.Run(new SetEquipment("MOULD", "Moulding", EquipmentLevel.WorkCentre, "HALL-A"))).Done.ShouldBeTrue();
        (await plant.Run(new SetEquipment("IM-01", "Machine 1", EquipmentLevel.WorkUnit, "MOULD"))).Done.ShouldBeTrue();

        (await plant.Run(new SetEquipment("IM-02", "Machine 2", EquipmentLevel.WorkUnit))).Refusal!.Code.ShouldBe("parent-missing");
        (await plant.Run(new SetEquipment("IM-02", "Machine 2", EquipmentLevel.WorkUnit, "HALL-A"))).Refusal!.Code.ShouldBe("parent-level");
        (await plant.Run(new SetEquipment("HALL-B", "Hall B", EquipmentLevel.Area, "MOULD"))).Refusal!.Code.ShouldBe("parent-level");
        (await plant.Run(new SetEquipment("HALL-B", "Hall B", EquipmentLevel.Area, "NOWHERE"))).Refusal!.Code.ShouldBe("equipment-unknown");
        (await plant.Run(new SetEquipment("MOULD", "Moulding", EquipmentLevel.Area, "SEOUL"))).Refusal!.Code.ShouldBe("level-fixed");
        (await plant.Run(new SetEquipment("MOULD", "Moulding", EquipmentLevel.WorkCentre, "HALL-A", Active: false))).Refusal!.Code.ShouldBe("equipment-in-use");
        (await plant.Run(new SetEquipment("IM/3", "x", EquipmentLevel.WorkUnit, "MOULD"))).Refusal!.Code.ShouldBe("equipment-number");
        (await plant.Run(new SetEquipment("MOULD", "x", EquipmentLevel.WorkCentre, "HALL-A", Machine: new MachineSettings(1)))).Refusal!.Code.ShouldBe("machine-settings");
        (await plant.Run(new SetEquipment("IM-01", "x", EquipmentLevel.WorkUnit, "MOULD", Machine: new MachineSettings(CycleSeconds: -1)))).Refusal!.Code.ShouldBe("machine-settings");

        await using var db = plant.Mes();
        (await db.Equipment.Select(node => node.No).OrderBy(no => no).ToListAsync()).ShouldBe(["HALL-A", "IM-01", "MOULD", "SEOUL"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_change_keeps_machine_settings_it_does_not_name_and_answers_a_clash_with_who_changed(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Run(new SetEquipment("MOULD", "Moulding", EquipmentLevel.WorkCentre));
        var first = await plant.Run(new SetEquipment("IM-01", "Machine 1", EquipmentLevel.WorkUnit, "MOULD", Machine: new MachineSettings(CycleSeconds: 12.5m, MicroStopSeconds: 30)));
        (await plant.Run(new SetEquipment("IM-01", "Machine one", EquipmentLevel.WorkUnit, "MOULD"), Plant.Person("anna", "*"), first.Value.Version)).Done.ShouldBeTrue();
        var late = await plant.Run(new SetEquipment("IM-01", "Machine I", EquipmentLevel.WorkUnit, "MOULD"), Plant.Person("ben", "*"), first.Value.Version);
        late.Refusal!.Kind.ShouldBe(RefusalKind.Clash);
        late.Refusal.Sentence.ShouldStartWith("anna changed this");

        await using var db = plant.Mes();
        var machine = await db.Equipment.SingleAsync(node => node.No == "IM-01");
        (machine.Name, machine.CycleSeconds, machine.MicroStopSeconds, machine.Version).ShouldBe(("Machine one", 12.5m, 30, 2));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_machine_out_of_service_blocks_the_start_until_somebody_ends_the_stop(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Run(new SetEquipment("MOULD", "Moulding", EquipmentLevel.WorkCentre));
        await plant.Run(new SetEquipment("IM-01", "Machine 1", EquipmentLevel.WorkUnit, "MOULD"));
        (await Block(plant, "IM-01")).ShouldBeEmpty();
        (await Block(plant, "IM-99")).ShouldBe(["machine-unknown"]);

        var until = plant.Clock.GetUtcNow().UtcDateTime.AddHours(1);
        (await plant.Run(new StopForMaintenance("IM-01", "Hydraulic leak", until))).Done.ShouldBeTrue();
        (await plant.Run(new StopForMaintenance("IM-01", "Again"))).Refusal!.Code.ShouldBe("machine-out-of-service");
        (await Block(plant, "IM-01")).ShouldBe(["machine-out-of-service"]);
        plant.Clock.Advance(TimeSpan.FromHours(2));
        (await Block(plant, "IM-01")).ShouldBe(["machine-out-of-service"]);

        (await plant.Run(new EndMaintenanceStop("IM-01"))).Done.ShouldBeTrue();
        (await Block(plant, "IM-01")).ShouldBeEmpty();
        (await plant.Run(new EndMaintenanceStop("IM-01"))).Refusal!.Code.ShouldBe("machine-in-service");
        (await plant.Run(new StopForMaintenance("IM-01", "x", until))).Refusal!.Code.ShouldBe("until-past");
        await plant.Run(new SetEquipment("IM-01", "Machine 1", EquipmentLevel.WorkUnit, "MOULD", Active: false));
        (await Block(plant, "IM-01")).ShouldBe(["machine-inactive"]);
    }

    private static async Task<IEnumerable<string>> Block(Plant plant, string machineNo)
    {
        await using var db = plant.Mes();
        return [.. (await Gates.StartBlock(db, machineNo, default)).Select(refusal => refusal.Code)];
    }
}

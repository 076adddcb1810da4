using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Tests.Check;

/// <summary>Small plants, written down by hand.</summary>
internal static class Small
{
    public static Operation Op(string id, long time, params string[] machines) =>
        new() { Id = id, Modes = [.. (machines.Length == 0 ? ["M"] : machines).Select(machine => new Mode(machine, time))] };

    public static Job Job(string id, params Operation[] operations) => new() { Id = id, Operations = operations };

    public static Machine Machine(string id = "M") => new() { Id = id };

    public static Problem Plant(params Operation[] operations) => new() { Machines = [Machine()], Jobs = [.. operations.Select(operation => Job("J" + operation.Id, operation))] };

    public static Assignment At(string operation, long setup, long start, long end, string machine = "M") => new(operation, machine, setup, start, end);

    public static Assignment At(string operation, long start, long end, string machine = "M") => new(operation, machine, start, start, end);

    public static Dictionary<string, string> Set(string attribute, string value) => new() { [attribute] = value };

    /// <summary>A shift from 8 to 16 of a day of 24.</summary>
    public static WorkCalendar Days => new() { Id = "days", Cycle = 24, Pattern = [new(8, 16)] };

    public static string[] Codes(Problem problem, params Assignment[] assignments) => [.. ScheduleCheck.Faults(problem, assignments).Select(fault => fault.Code)];

    public static void Good(Problem problem, params Assignment[] assignments) =>
        ScheduleCheck.Faults(problem, assignments).Select(fault => fault.Code + ": " + fault.Sentence).ShouldBeEmpty();

    /// <summary>The schedule breaks exactly these rules.</summary>
    public static void Bad(Problem problem, string codes, params Assignment[] assignments)
    {
        var faults = ScheduleCheck.Faults(problem, assignments);
        string.Join(' ', faults.Select(fault => fault.Code)).ShouldBe(codes, string.Join('\n', faults.Select(fault => fault.Sentence)));
        faults.ShouldAllBe(fault => fault.Sentence.EndsWith('.') && fault.Subject.Length > 0);
    }
}

using System.Diagnostics;
using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Tests.Check;

public sealed class CheckGrowthTests
{
    /// <summary>A plant of 50 machines in shifts, whose operations stand behind each other: the schedule is laid by hand.</summary>
    private static (Problem, List<Assignment>) Plant(int operations)
    {
        const int Machines = 50;
        var plant = new Problem
        {
            Calendars = [new() { Id = "c", Cycle = 86_400, Pattern = [new(21_600, 50_400), new(52_200, 79_200)] }],
            Setups = [new() { Id = "t", Attribute = "tool", Rules = [new(null, null, 600, 1)] }],
            Machines = [.. Enumerable.Range(0, Machines).Select(m => new Machine { Id = $"M{m}", Calendar = "c", Setups = ["t"] })],
            Pools = [new() { Id = "p", Groups = [new(Machines)] }], Materials = [new() { Id = "steel", OnHand = operations }],
            Jobs =
            [
                .. Enumerable.Range(0, operations).Select(i => new Job
                {
                    Id = $"J{i}", Due = 100_000,
                    Operations =
                    [
                        new()
                        {
                            Id = $"J{i}/1", Interruptible = true, Modes = [new($"M{i % Machines}", 3000), new($"M{(i + 1) % Machines}", 3000)], Needs = [new("p")], Materials = [new("steel", 1)],
                            Attributes = new Dictionary<string, string> { ["tool"] = $"{i / Machines % 3}" },
                        },
                    ],
                }),
            ],
        };
        var (schedule, free) = (new List<Assignment>(), new long[Machines]);
        for (var i = 0; i < operations; i++)
        {
            var setup = Skip(free[i % Machines]);
            var start = Skip(After(setup, 600));
            var end = After(start, 3000);
            schedule.Add(new($"J{i}/1", $"M{i % Machines}", setup, start, end) { Units = [$"p#{i % Machines}"] });
            free[i % Machines] = end;
        }
        return (plant, schedule);

        static long Skip(long time) => (time % 86_400) switch
        {
            < 21_600 => time - (time % 86_400) + 21_600, >= 50_400 and < 52_200 => time - (time % 86_400) + 52_200, >= 79_200 => time - (time % 86_400) + 86_400 + 21_600, _ => time,
        };

        static long After(long time, long work)
        {
            for (time = Skip(time); work > 0;)
            {
                var left = (time % 86_400 < 50_400 ? 50_400 : 79_200) - (time % 86_400);
                if (work <= left) return time + work;
                work -= left;
                time = Skip(time + left);
            }
            return time;
        }
    }

    [Fact]
    public void A_hundred_thousand_operations_are_checked_in_little_time()
    {
        var (plant, schedule) = Plant(100_000);
        ScheduleCheck.Faults(plant, schedule).ShouldBeEmpty();
        var watch = Stopwatch.StartNew();
        ScheduleCheck.Faults(plant, schedule).ShouldBeEmpty();
        var check = watch.ElapsedMilliseconds;
        ScheduleCheck.Figures(plant, schedule).Setups.ShouldBe(100_000);
        TestContext.Current.TestOutputHelper!.WriteLine($"faults {check} ms, figures {watch.ElapsedMilliseconds - check} ms");
        var wrong = schedule.ToList();
        wrong[77_777] = wrong[77_777] with { End = wrong[77_777].End - 1 };
        ScheduleCheck.Faults(plant, wrong).ShouldNotBeEmpty();
    }
}

namespace Tactus.Scheduling.Check;

/// <summary>Setups and runs take their time, within open times.</summary>
internal sealed class TimeRules(PlanView view, HoldRules holds, FaultList faults)
{
    internal void Check()
    {
        foreach (var on in view.WorkOn)
        {
            foreach (var work in on)
            {
                if (work.Started)
                {
                    Started(work);
                    continue;
                }
                if (work.Setup > 0) Setup(work);
                Run(work);
            }
        }
    }

    private void Setup(Work work)
    {
        var open = OpenTimes.Within(holds.OpenFor(work, setup: true), work.SetupStart, work.Start, work.Setup);
        if (open < 0) TooManyShifts(work);
        else if (open < work.Setup)
        {
            faults.Add("setup-short", view.Name(work.Members[0]),
                $"Operation {Id(work)} on {Machine(work)} needs a setup of {work.Setup} ({work.FixedSetup} always, {work.SequenceSetup} after what was there before); from {When(work.SetupStart)} to {When(work.Start)} there is {open} of open time for it.");
        }
    }

    private void Run(Work work)
    {
        if (work.Run == 0 || !work.Interruptible)
        {
            if (work.End - work.Start != work.Run)
            {
                faults.Add("run-time", view.Name(work.Members[0]),
                    $"Operation {Id(work)} on {Machine(work)} takes {work.Run} without a pause; the schedule has it from {When(work.Start)} to {When(work.End)}.");
                return;
            }
            if (work.Run == 0) return;
        }
        var all = holds.OpenFor(work, setup: false);
        var open = OpenTimes.Within(all, work.Start, work.End, work.Run);
        if (open < 0)
        {
            TooManyShifts(work);
        }
        else if (!work.Interruptible)
        {
            if (open < work.Run)
            {
                faults.Add("run-closed", view.Name(work.Members[0]),
                    $"Operation {Id(work)} may not pause; from {When(work.Start)} to {When(work.End)} machine {Machine(work)} and what it holds are there for {open} of {work.Run}.");
            }
        }
        else if (open != work.Run)
        {
            faults.Add("run-time", view.Name(work.Members[0]),
                $"Operation {Id(work)} takes {work.Run}; from {When(work.Start)} to {When(work.End)} machine {Machine(work)} and what it holds are there for {(open > work.Run ? "more" : $"{open}")}.");
        }
        else if (!OpenTimes.AllAt(all, work.Start, out _) || !OpenTimes.AllAt(all, work.End - 1, out _))
        {
            faults.Add("run-closed", view.Name(work.Members[0]),
                $"Operation {Id(work)} on {Machine(work)} starts at {When(work.Start)} or ends at {When(work.End)} while the machine or what it holds is not there.");
        }
    }

    private void Started(Work work)
    {
        var (now, all) = (view.Problem.Now, holds.OpenFor(work, setup: false));
        var open = OpenTimes.Within(all, now, work.End, work.Run);
        if (open < 0) TooManyShifts(work);
        else if (work.End < now || open != work.Run || (work.Run > 0 && !OpenTimes.AllAt(all, work.End - 1, out _)))
        {
            faults.Add("started-end", view.Name(work.Members[0]),
                $"Operation {Id(work)} runs on {Machine(work)} and has {work.Run} to do after {When(now)}; until {When(work.End)} the machine is there for {(open > work.Run ? "more" : $"{open}")}.");
        }
    }

    private void TooManyShifts(Work work) => faults.Add("calendar-limit", view.Name(work.Members[0]),
        $"Operation {Id(work)} on {Machine(work)} lies from {When(work.SetupStart)} to {When(work.End)}, over more than {OpenTimes.MaxSteps} changes of shift.");

    private string Id(Work work) => view.Operations[work.Members[0]].Id;

    private string Machine(Work work) => view.Machines[work.Machine].Id;

    private string When(long time) => view.When(time);
}

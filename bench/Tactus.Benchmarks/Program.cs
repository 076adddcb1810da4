using System.CommandLine;
using Tactus.Benchmarks;
using Tactus.Seats.Harness;

// What is measured must be as durable as in a plant.
PostgresServer.Durable = true;

var db = new Option<string>("--db") { Description = "sqlite, postgres or both", DefaultValueFactory = _ => "both" };
db.AcceptOnlyFromAmong("sqlite", "postgres", "both");
var seconds = new Option<int>("--seconds") { Description = "Length of each measured run", DefaultValueFactory = _ => 20 };

var kernel = new Command("kernel", "What one command costs inside the process, without a network") { db, seconds };
kernel.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => KernelBench.Run(engine, parsed.GetRequiredValue(seconds))));

var stations = new Option<int>("--stations") { Description = "Stations that post at once", DefaultValueFactory = _ => 50 };
var rate = new Option<int>("--rate") { Description = "Reports per second of all stations together in the paced run", DefaultValueFactory = _ => 200 };
var sharing = new Option<int>("--sharing") { Description = "Stations that draw on one resin lot: 1 none shares, 50 one silo for all", DefaultValueFactory = _ => 5 };
var only = new Option<string?>("--only") { Description = "Only the paced or only the closed run" };
var backflush = new Option<bool>("--backflush") { Description = "Each report uses resin of the shared lot" };
only.AcceptOnlyFromAmong("paced", "closed");
var reports = new Command("reports", "Stations post production reports to a server of its own over HTTP, paced and as fast as it answers, beside the limits of the same machine") { db, seconds, stations, rate, sharing, only, backflush };
reports.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => ReportsBench.Run(engine, new ReportsOptions(
    parsed.GetRequiredValue(seconds), parsed.GetRequiredValue(stations), parsed.GetRequiredValue(rate), parsed.GetRequiredValue(sharing), parsed.GetValue(only),
    parsed.GetValue(backflush)))));

var units = new Option<int>("--units") { DefaultValueFactory = _ => 1_000_000 };
var edges = new Option<int>("--edges-each") { Description = "Parents of each unit", DefaultValueFactory = _ => 5 };
var family = new Option<int>("--family") { Description = "Units that descend from one lot", DefaultValueFactory = _ => 1_500 };
var lots = new Option<int>("--lots") { Description = "Lots that are traced", DefaultValueFactory = _ => 200 };
var trace = new Command("trace", "Traces lots over HTTP in a genealogy of a million units") { db, units, edges, family, lots };
trace.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => TraceBench.Run(engine, new TraceOptions(
    parsed.GetRequiredValue(units), parsed.GetRequiredValue(edges), parsed.GetRequiredValue(family), parsed.GetRequiredValue(lots)))));

var starts = new Option<int>("--starts") { Description = "Starts after the first", DefaultValueFactory = _ => 9 };
var program = new Option<string?>("--program") { Description = "Another tactus to start, for example a published one" };
var start = new Command("start", "From the start of the process to the first page") { db, starts, program };
start.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => StartBench.Run(engine, parsed.GetRequiredValue(starts), parsed.GetValue(program))));

var count = new Option<int>("--reports") { DefaultValueFactory = _ => 96_000 };
var memory = new Command("memory", "Resident memory of the server before, during and after a day's reports") { db, count, stations };
memory.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => MemoryBench.Run(engine, parsed.GetRequiredValue(count), parsed.GetRequiredValue(stations))));

var machines = new Option<int>("--machines") { DefaultValueFactory = _ => 50 };
var batch = new Option<int>("--batch") { Description = "Signals in one request", DefaultValueFactory = _ => 100 };
var signals = new Command("signals", "Machines' agents hand in batches of signals over HTTP") { db, seconds, machines, batch };
signals.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => SignalsBench.Run(engine, new SignalsOptions(
    parsed.GetRequiredValue(seconds), parsed.GetRequiredValue(machines), parsed.GetRequiredValue(batch)))));

var samples = new Option<string>("--samples") { DefaultValueFactory = _ => "samples/optimoldiq" };
var from = new Option<string>("--from") { Description = "Folder of the data set's files", DefaultValueFactory = _ => "../shared/reference/real/optimoldiq" };
var month = new Option<string>("--month") { DefaultValueFactory = _ => "201811" };
var replay = new Command("replay", "Imports the moulding plant and replays a month of its records") { db, samples, from, month };
replay.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => ReplayBench.Run(
    engine, Path.GetFullPath(parsed.GetRequiredValue(samples)), Path.GetFullPath(parsed.GetRequiredValue(from)), parsed.GetRequiredValue(month))));

var due = new Option<int>("--timers") { DefaultValueFactory = _ => 10_000 };
var kills = new Option<int>("--kills") { Description = "How often the server is killed (SIGKILL) meanwhile, in a second run", DefaultValueFactory = _ => 2 };
var timers = new Command("timers", "Escalation timers that are due at one instant: how long until each has had its one effect") { db, due, kills };
timers.SetAction(parsed => Bench.Run(parsed.GetRequiredValue(db), engine => TimersBench.Run(engine, parsed.GetRequiredValue(due), parsed.GetRequiredValue(kills))));

var port = new Option<int>("--port") { Required = true };
var echo = new Command("echo", "The peer of reports: a bare server that reads a JSON body and sends it back") { port };
echo.Hidden = true;
echo.SetAction((parsed, stop) => Echo.Serve(parsed.GetRequiredValue(port), stop));

return await new RootCommand("Measures Tactus. Figures and how they were made are in docs/figures.md.") 
{
    kernel, reports, trace, start, memory, replay, signals, timers, echo,
}.Parse(args).InvokeAsync();

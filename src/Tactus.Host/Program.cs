using System.CommandLine;
using Tactus.Host.Commands;

var root = new RootCommand("Tactus: a manufacturing stack")
{
    ServeCommand.Make(), DemoCommand.Make(), ImportCommand.Make(), ReplayCommand.Make(), ReportCommand.Make(), VerifyCommand.Make(), BackupCommands.Backup(),
    BackupCommands.Restore(), OpenApiCommand.Make(), ScheduleCommands.Make(), ScenarioCommand.Make(),
};
// Without a word it serves: `tactus --data DIR` is `tactus serve --data DIR`.
if (args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version"))) args = ["serve", .. args];
return await root.Parse(args).InvokeAsync();

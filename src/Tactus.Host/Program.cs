using Microsoft.AspNetCore.Builder;
using System.CommandLine;
using Tactus.Host;
using Tactus.Host.Commands;

if (args.Length > 0 && args[0][0] != '-')
{
    var root = new RootCommand("Tactus: a manufacturing stack") { ImportCommand.Make(), ReplayCommand.Make(), ReportCommand.Make() };
    return await root.Parse(args).InvokeAsync();
}

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTactus(Composition.Engine("data", null));
var app = builder.Build();
app.MapTactus();
await app.Services.Prepare(CancellationToken.None);
await app.RunAsync("http://localhost:5080");
return 0;

using Microsoft.AspNetCore.Builder;
using Tactus.Host;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTactus(Composition.Engine("data", null));
var app = builder.Build();
app.MapTactus();
await app.Services.Prepare(CancellationToken.None);
await app.RunAsync("http://localhost:5080");

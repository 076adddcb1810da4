using System.Runtime.CompilerServices;
using Tactus.Scheduling.Classic;
internal static class Tune
{
    [ModuleInitializer]
#pragma warning disable CA2255
    internal static void Go()
    {
        double D(string n, double d) => double.TryParse(Environment.GetEnvironmentVariable(n), out var v) ? v : d;
        TardinessLane.Hot = D("HOT", TardinessLane.Hot);
        TardinessLane.Cold = D("COLD", TardinessLane.Cold);
        TardinessLane.Insert = D("INS", TardinessLane.Insert);
        TardinessLane.Growth = D("GROW", TardinessLane.Growth);
        TardinessLane.Cycle0 = (long)D("CYC", TardinessLane.Cycle0);
        FlowShopSearch.Temperature = D("FT", FlowShopSearch.Temperature);
        FlowShopSearch.Destruction = (int)D("FD", FlowShopSearch.Destruction);
    }
}

using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>The rights of production and labour.</summary>
internal static class MesProduction
{
    internal const string Operate = "mes.operate";
    internal const string Lead = "mes.lead";
    internal const string MasterData = "mes.master-data";
    internal const string Overproduce = "mes.overproduce";

    internal static IReadOnlyList<Permission> All { get; } =
    [
        new(Operate, "Start, pause, report and complete jobs, sign on and off"),
        new(Lead, "Change the dispatch order, confirm forgotten sign-offs, reverse others' reports, post for others"),
        new(MasterData, "Change reasons, skills and the production rules"),
        new(Overproduce, "Start more than the order and its tolerance ask for"),
    ];
}

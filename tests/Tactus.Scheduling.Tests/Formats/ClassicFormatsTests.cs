using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Formats;

namespace Tactus.Scheduling.Tests.Formats;

public sealed class ClassicFormatsTests
{
    private static string Describe(ShopInstance shop) => $"{shop.Machines}: " + string.Join(" | ", shop.Jobs.Select(job =>
        string.Join(" ", job.Operations.Select(op => string.Join("/", op.Modes.Select(mode => $"{mode.Machine}x{mode.Duration}"))))
        + (job.Due is { } due ? $" due {due}" : "") + (job.Weight == 1 ? "" : $" w {job.Weight}")));

    private static ShopInstance Jsp(string text) => ClassicFormats.ReadJobShop(new StringReader(text), "x");

    private static ShopInstance Fjsp(string text) => ClassicFormats.ReadFlexibleJobShop(new StringReader(text), "x");

    private static ShopInstance Due(string text) => ClassicFormats.ReadJobShopTardiness(new StringReader(text), "x");

    private static ShopInstance Wt(string text, string? instance = null) => ClassicFormats.ReadWeightedTardiness(new StringReader(text), "x", instance);

    private static FlowShopInstance Flow(string text) => ClassicFormats.ReadSetupFlowShop(new StringReader(text), "x");

    private static void Fault(Action read, int line, int column, string says)
    {
        var fault = Should.Throw<FormatFaultException>(read);
        fault.Message.ShouldContain(says);
        (fault.Line, fault.Column).ShouldBe((line, column), fault.Message);
    }

    [Fact]
    public void A_job_shop_is_read_with_comments_blank_lines_and_tabs() =>
        Describe(Jsp("# ft\n\n2 2\t\r\n0 3 1 4 // first\n\n1 5 0 6")).ShouldBe("2: 0x3 1x4 | 1x5 0x6");

    [Fact]
    public void With_a_line_a_job_jobs_may_differ_in_length() =>
        Describe(Jsp("3 2\n0 3 1 4 0 1\n1 5\n0 1 1 1\n")).ShouldBe("2: 0x3 1x4 0x1 | 1x5 | 0x1 1x1");

    [Fact]
    public void Line_breaks_inside_a_job_do_not_matter_when_every_job_passes_every_machine() =>
        Describe(Jsp("2 2\n0 3\n1 4 1\n5 0 6\n")).ShouldBe("2: 0x3 1x4 | 1x5 0x6");

    [Fact]
    public void A_flexible_job_shop_counts_machines_from_1_and_may_tell_its_mean_flexibility() =>
        Describe(Fjsp("2 2 1.5\n2 1 1 43 2 1 87 2 95\n1 1 2 7\n")).ShouldBe("2: 0x43 0x87/1x95 | 1x7");

    [Fact]
    public void A_flexible_job_shop_needs_no_third_number() =>
        Describe(Fjsp("1 2\n1 2 1 43 2 50")).ShouldBe("2: 0x43/1x50");

    [Fact]
    public void Times_of_a_shop_with_due_times_are_by_machine_and_routes_from_1() =>
        Describe(Due("2\t2\nProcessing times: \n10 20\n30 40\nRoutes of jobs: \n2 1\n1 2\nDue dates: \n55\n66\n\n"))
            .ShouldBe("2: 1x20 0x10 due 55 | 0x30 1x40 due 66");

    [Fact]
    public void A_table_of_single_machine_instances_gives_the_one_asked_for() =>
        Describe(Wt("instance,job,p,w,d\na,1,5,2,9\nb,1,6,1,7\nb,2,8,3,9\n", "b")).ShouldBe("1: 0x6 due 7 | 0x8 due 9 w 3");

    [Fact]
    public void Plain_numbers_give_the_kth_instance_of_their_size()
    {
        Describe(Wt("1 2\n3 4\n5 6\n 7 8 9 1 11 12", "wt2_2")).ShouldBe("1: 0x7 due 11 w 9 | 0x8 due 12");
        Describe(Wt("1 2\n1 1\n5 6\n")).ShouldBe("1: 0x1 due 5 | 0x2 due 6");
    }

    [Fact]
    public void A_flow_shop_has_a_setup_matrix_for_each_machine()
    {
        var flow = Flow("2\n3\n1 2 3\n4 5 6\n0 1\n2 0\n0 3\n4 0\n0 5\n6 0\n");
        (flow.Jobs, flow.Machines).ShouldBe((2, 3));
        (flow.Times[1, 0], flow.Setups[0, 0, 1], flow.Setups[2, 1, 0]).ShouldBe((4, 1, 6));
    }

    [Fact]
    public void Faults_name_line_column_and_reason()
    {
        Fault(() => Jsp(""), 1, 1, "ends where the number of jobs");
        Fault(() => Jsp("2 2\n0 3 1 4\n"), 3, 1, "ends where the machine of operation 1 of job 2");
        Fault(() => Jsp("2 2\n0 3 1 4\n0 3 1"), 3, 6, "ends where the duration of operation 2 of job 2");
        Fault(() => Jsp("1 2\n0 3 2 4\n"), 2, 5, "2 cannot be the machine of operation 2 of job 1 (machines count from 0), which is from 0 to 1");
        Fault(() => Jsp("1 2\n0 -3 1 4\n"), 2, 3, "-3 is negative");
        Fault(() => Jsp("1 2\n0 3 1 99999999999999999999\n"), 2, 7, "too large");
        Fault(() => Jsp("1 2\n0 3 1 4x\n"), 2, 7, "'4x' is not a whole number");
        Fault(() => Jsp("1 2\n0 3.5 1 4\n"), 2, 3, "'3.5' is not a whole number");
        Fault(() => Jsp("1 2\n0 3 1 4\n7\n"), 3, 1, "more follows");
        Fault(() => Jsp("0 2\n"), 1, 1, "0 cannot be the number of jobs");
        Fault(() => Jsp("1000000 100000\n0 1\n"), 3, 1, "too early");
        Fault(() => Jsp("1 2\n0 300000000 1 300000000\n"), 2, 15, "coarser");
        Fault(() => Fjsp("1 2 1\n1 1 3 5\n"), 2, 5, "3 cannot be a machine");
        Fault(() => Fjsp("1 2 1\n1 1 0 5\n"), 2, 5, "0 cannot be a machine");
        Fault(() => Fjsp("1 2 1\n1 3 0 5\n"), 2, 3, "the number of machines of operation 1");
        Fault(() => Fjsp("1 2 x\n1 1 1 5\n"), 1, 5, "'x' is not");
        Fault(() => Fjsp("1 2 1\n1 1 1 5 9\n"), 2, 9, "more follows");
        Fault(() => Due("1 1\nProcessing times:\n4\nRoutes of jobs:\n2\nDue dates:\n5\n"), 5, 1, "2 cannot be machine 1 of the route");
        Fault(() => Due("2 1\nProcessing times:\n4 5\nRoutes of jobs:\n1 1\nDue dates:\n5\n"), 5, 3, "Machine 1 is twice");
        Fault(() => Due("1 1\nProcessing times:\n4\nWays of jobs:\n1\nDue dates:\n5\n"), 4, 1, "'Routes of jobs:' was expected");
        Fault(() => Flow("2 1\n1 2\n0 1\n"), 4, 1, "too early");
        Fault(() => Flow("30000 5\n"), 2, 1, "more than this reader takes");
        Fault(() => Wt("instance,job,p,w,d\na,1,5,2,9\nb,1,6,1,7\n"), 3, 1, "several instances");
        Fault(() => Wt("instance,job,p,w,d\na,1,5,2,9\n", "c"), 2, 1, "no instance 'c'; it has a");
        Fault(() => Wt("instance,job,p,w,d\na,1,5,-2,9\n", "a"), 2, 7, "'-2' cannot be a weight");
        Fault(() => Wt("instance,job,p,w\na,1,5,2\n", "a"), 1, 1, "no column 'd'");
        Fault(() => Wt("1 2 3 4", null), 1, 8, "4 numbers");
        Fault(() => Wt("1 2 3", "wt40_7"), 1, 1, "no instance 'wt40_7'");
    }

    [Fact]
    public void A_file_and_its_instance_are_parted_at_the_last_mark()
    {
        ClassicFormats.SplitInstance("a#b/wt40.csv#wt40_001").ShouldBe(("a#b/wt40.csv", "wt40_001"));
        ClassicFormats.SplitInstance("ft06.txt").ShouldBe(("ft06.txt", null));
    }

    public static readonly TheoryData<string, string> Good = new()
    {
        { "jsp", "3 2\n0 3 1 4\n1 5 0 6\n0 2 1 2\n" },
        { "fjsp", "2 2 1.5\n2 1 1 43 2 1 87 2 95\n1 1 2 7\n" },
        { "due", "2 2\nProcessing times: \n10 20\n30 40\nRoutes of jobs: \n2 1\n1 2\nDue dates: \n55\n66\n" },
        { "table", "instance,job,p,w,d\na,1,5,2,9\na,2,6,1,7\n" },
        { "plain", "1 2\n3 4\n5 6\n" },
        { "flow", "2\n2\n1 2\n4 5\n0 1\n2 0\n0 3\n4 0\n" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void A_damaged_file_is_read_or_refused_with_a_place_and_nothing_else(string format, string text)
    {
        const string Salt = "0123456789 -\n\n\t.,#/exX\"\0\uFEFF\u00e9\ud800";
        var random = new Random(7);
        var refused = 0;
        for (var round = 0; round < 4000; round++)
        {
            var damaged = text.ToCharArray().ToList();
            for (var hits = random.Next(1, 5); hits > 0; hits--)
            {
                var at = random.Next(damaged.Count);
                switch (random.Next(5))
                {
                    case 0: damaged[at] = Salt[random.Next(Salt.Length)]; break;
                    case 1: damaged.Insert(at, Salt[random.Next(Salt.Length)]); break;
                    case 2: damaged.RemoveAt(at); break;
                    case 3: damaged.RemoveRange(at, damaged.Count - at); break;
                    default: damaged.InsertRange(at, "99999999999".AsSpan(0, random.Next(3, 11)).ToArray()); break;
                }
                if (damaged.Count == 0)
                {
                    damaged.Add('7');
                }
            }
            var hurt = new string([.. damaged]);
            try
            {
                switch (format)
                {
                    case "jsp": Jsp(hurt); break;
                    case "fjsp": Fjsp(hurt); break;
                    case "due": Due(hurt); break;
                    case "flow": Flow(hurt); break;
                    default: Wt(hurt, round % 2 == 0 ? null : format == "table" ? "a" : "wt2_1"); break;
                }
            }
            catch (FormatFaultException fault)
            {
                refused++;
                fault.Line.ShouldBeGreaterThan(0);
                fault.Column.ShouldBeGreaterThan(0);
                fault.Sentence.Length.ShouldBeInRange(10, 300);
            }
        }
        refused.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void Every_published_instance_is_read()
    {
        foreach (var file in Reference.Files("jsp", "*.txt").Concat(Reference.Files("jsp_reentrant", "*.txt")))
        {
            using var reader = new StreamReader(file);
            ClassicFormats.ReadJobShop(reader, file).OperationCount.ShouldBeGreaterThan(30);
        }
        foreach (var file in Reference.Files("fjsp", "*.fjs"))
        {
            using var reader = new StreamReader(file);
            ClassicFormats.ReadFlexibleJobShop(reader, file).OperationCount.ShouldBeGreaterThan(3);
        }
        foreach (var file in Reference.Files("jsp_total_tardiness", "*.txt"))
        {
            using var reader = new StreamReader(file);
            ClassicFormats.ReadJobShopTardiness(reader, file).Jobs.ShouldAllBe(job => job.Due > 0);
        }
        foreach (var file in Reference.Files("sdst-pfsp", "*.txt"))
        {
            using var reader = new StreamReader(file);
            ClassicFormats.ReadSetupFlowShop(reader, file).Jobs.ShouldBeOneOf(20, 50);
        }
        foreach (var row in Reference.Csv("wt40", "wt40_optimum.csv"))
        {
            Reference.Wt40(row[0]).Jobs.Count.ShouldBe(40);
        }
    }
}

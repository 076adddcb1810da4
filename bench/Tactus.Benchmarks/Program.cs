using System.Globalization;
using Tactus.Benchmarks;

var seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
switch (args.FirstOrDefault())
{
    case "kernel":
        await KernelBench.Run(seconds, args.ElementAtOrDefault(2));
        return 0;
    default:
        Console.WriteLine("What to measure: kernel [seconds]");
        return 2;
}

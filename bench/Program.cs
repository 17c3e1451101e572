using CollabLLM.Bench.Engine;
using CollabLLM.Bench.Statistics;

return args switch
{
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest, Console.Out),
    ["statistics"] => StatisticsBenchmark.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project bench -- engine|statistics");
    return 2;
}

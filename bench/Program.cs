using CollabLLM.Bench.Engine;

return args switch
{
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project bench -- engine");
    return 2;
}

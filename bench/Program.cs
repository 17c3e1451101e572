using CollabLLM.Bench.Engine;
using CollabLLM.Bench.Exports;
using CollabLLM.Bench.Peers;
using CollabLLM.Bench.Scoring;
using CollabLLM.Bench.Sessions;
using CollabLLM.Bench.Soak;
using CollabLLM.Bench.Start;
using CollabLLM.Bench.Statistics;
using CollabLLM.Bench.Tokenizers;

return args switch
{
    ["engine", .. var rest] => await EngineBenchmark.RunAsync(rest, Console.Out),
    ["export", .. var rest] => await ExportBenchmark.RunAsync(rest, Console.Out),
    ["peers", .. var rest] => await PeersBenchmark.RunAsync(rest, Console.Out),
    ["session", .. var rest] => await SessionBenchmark.RunAsync(rest, Console.Out),
    ["soak", .. var rest] => await SoakCommand.RunAsync(rest, Console.Out),
    ["start", .. var rest] => await StartBenchmark.RunAsync(rest, Console.Out),
    ["scoring", .. var rest] => await ScoringBenchmark.RunAsync(rest, Console.Out),
    ["statistics"] => StatisticsBenchmark.Run(Console.Out),
    ["tokenizer", .. var folders] => TokenizerBenchmark.Run(folders, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run -c Release --project bench -- engine [rounds] [500m] [runtime-products] [limits|append|chats|joining|simulations|beside ..]|export [turns]|peers [llama] [rounds]|scoring [rounds] [prompt tokens] [layers|model folder]|session [bots]|soak [minutes]|start [rounds]|statistics|tokenizer FOLDER..");
    return 2;
}

using System.Text;
using CollabLLM.Cli;
using CollabLLM.Inference.Engine;

if (CudaProbe.IsAsked(args)) return CudaProbe.Run(Console.Error);

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await Commands.RunAsync(args, Console.Out, Console.Error, stop.Token);

Console.WriteLine("collabllm");

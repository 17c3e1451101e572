using CollabLLM.Core.Conversations;

namespace CollabLLM.Core.Simulation;

/// <summary>
/// Continues a conversation with a user simulator and a policy. Budget and order are those of the published implementation: the budget
/// counts messages of both roles, the participant speaks first unless the conversation ends with a participant's message, all samples
/// advance by one message a round in order of their index, and a terminating message stays in. Samples are independent: one that fails
/// keeps its reason and the others go on. Up to <paramref name="parallelism"/> model calls are under way at once, so that an engine can
/// batch them; seeds come from sample and position, so that the result does not depend on it.
/// </summary>
public sealed class ForwardSimulator(SimulatedPolicy policy, IUserSimulator simulator, int parallelism = 1)
{
    public async Task<IReadOnlyList<ForwardSample>> RunAsync(
        Conversation conversation, string goal, IReadOnlyList<int> indices, int newMessages, long seed, CancellationToken ct)
    {
        var runs = indices.Select(index => new Run(index, conversation)).ToArray();
        using var places = new SemaphoreSlim(parallelism);
        for (var round = 0; round < newMessages; round++)
        {
            var calls = new List<Task>();
            foreach (var run in runs.Where(r => r.IsActive))
            {
                await places.WaitAsync(ct);
                calls.Add(CallAsync(run));
            }
            await Task.WhenAll(calls);
        }
        return [.. runs.Select(r => new ForwardSample(r.Index, [.. r.Conversation.Skip(conversation.Count)], r.Failure))];

        async Task CallAsync(Run run)
        {
            try
            {
                await (run.NextIsUser ? UserAsync(run) : PolicyAsync(run));
            }
            catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                run.Failure = $"A model failed: {failure.Message}";
            }
            finally
            {
                places.Release();
            }
        }

        async Task UserAsync(Run run)
        {
            switch (await simulator.ReplyAsync(run.Conversation, goal, Seeds.Derive(seed, run.Index, run.Spoken), ct))
            {
                case SimulatedMessage.Said said:
                    run.Add(Message.User(said.Text));
                    run.IsEnded = Termination.IsIn(said.Text);
                    break;
                case SimulatedMessage.Failed failed:
                    run.Failure = failed.Reason;
                    break;
            }
        }

        async Task PolicyAsync(Run run) =>
            run.Add(Message.Assistant(await policy.ReplyAsync(run.Conversation, Seeds.Derive(seed, run.Index, run.Spoken), ct)));
    }

    private sealed class Run(int index, Conversation start)
    {
        public int Index => index;
        public Conversation Conversation { get; private set; } = start;
        public int Spoken { get; private set; }
        public bool IsEnded { get; set; }
        public string? Failure { get; set; }
        public bool IsActive => !IsEnded && Failure is null;
        public bool NextIsUser => Conversation.Count == 0 || Conversation[^1].Role is not MessageRole.User;

        public void Add(Message message)
        {
            Conversation = Conversation.With(message);
            Spoken++;
        }
    }
}

using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>What the trial service does, set by each test. The defaults echo.</summary>
public sealed class TrialScript
{
    public UnaryServerMethod<Ask, Answer> Unary { get; set; } = (ask, _) => Task.FromResult(Echo(ask));

    public ClientStreamingServerMethod<Ask, Answer> Collect { get; set; } = async (asks, _) =>
    {
        var answer = new Answer();
        await foreach (var ask in asks.ReadAllAsync())
        {
            answer.Text += ask.Text;
            answer.Count++;
        }

        return answer;
    };

    public ServerStreamingServerMethod<Ask, Answer> Expand { get; set; } = async (ask, answers, _) =>
    {
        for (var i = 0; i < ask.Count; i++)
            await answers.WriteAsync(new Answer { Text = ask.Text, Count = i });
    };

    public DuplexStreamingServerMethod<Ask, Answer> Chat { get; set; } = async (asks, answers, _) =>
    {
        await foreach (var ask in asks.ReadAllAsync())
            await answers.WriteAsync(Echo(ask));
    };

    public static Answer Echo(Ask ask) => new() { Text = ask.Text, Payload = ask.Payload, Count = ask.Count };
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Arena.Core.Agents;
using Arena.Core.Games;
using Arena.Core.Matches;
using Arena.Core.Records;

namespace Arena.Node.Agents.Http;

/// <summary>
/// The near end of a web server that plays in Kaggle's convention: it is posted
/// <c>{ action: "act", configuration, environment, state: { observation } }</c> and answers <c>{ action }</c>.
/// </summary>
internal sealed class HttpAgent(HttpClient client, Uri address, MatchSpec spec, int maxReplyBytes) : ISeatedAgent
{
    private const int ShownCharacters = 80;

    private IMatchView? _match;

    public void Attend(IMatchView match) => _match = match;

    public async ValueTask<int> ChooseAsync(GameState state, int seat, CancellationToken cancellationToken)
    {
        var names = NamesOf(state, seat);
        var reply = await PostAsync(Body(state, seat), cancellationToken);
        return Action(reply, names);
    }

    public ValueTask EndAsync(MatchRecord record, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<byte[]> PostAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new AgentFailedException(
                    $"answered {(int)response.StatusCode} "
                    + $"{response.ReasonPhrase}{((int)response.StatusCode / 100 == 3 ? "; redirects are not followed" : "")}");
            return await ReadAsync(response.Content, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new AgentDisconnectedException($"{address.Host}:{address.Port}: {failure.InnerException?.Message ?? failure.Message}");
        }
        catch (IOException failure)
        {
            throw new AgentDisconnectedException($"{address.Host}:{address.Port}: {failure.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgentDisconnectedException($"{address.Host}:{address.Port} took no connection in time");
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var reply = new byte[maxReplyBytes + 1];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var length = await stream.ReadAtLeastAsync(reply, reply.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= maxReplyBytes
            ? reply[..length]
            : throw new IllegalAnswerException($"replied with more than {maxReplyBytes} bytes");
    }

    private byte[] Body(GameState state, int seat)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("action", "act");
            json.WriteString("environment", spec.Game.Type.Name);
            KaggleEpisode.WriteConfiguration(json, spec);
            json.WriteStartObject("state");
            json.WriteStartObject("observation");
            KaggleObservation.WriteFields(json, spec, state, seat, state.Moves, _match?.ClockOf(seat).Overage);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static Dictionary<string, int> NamesOf(GameState state, int seat)
    {
        var legal = new int[state.Game.MaxLegalActions];
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var action in legal.AsSpan(0, state.LegalActions(seat, legal)))
            names.TryAdd(state.ActionName(seat, action), action);
        return names;
    }

    /// <summary>The action by number or by name.</summary>
    private static int Action(byte[] reply, Dictionary<string, int> names)
    {
        try
        {
            using var json = JsonDocument.Parse(reply);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("action", out var action))
                throw Illegal(reply, "wanted { \"action\": a number or a name }");
            if (action.ValueKind == JsonValueKind.Number && action.TryGetInt32(out var number))
                return number;
            if (action.ValueKind != JsonValueKind.String)
                throw Illegal(reply, "wanted an action that is a number or a name");
            var text = action.GetString()!;
            if (text.StartsWith("BaseException::", StringComparison.Ordinal))
                throw new AgentFailedException($"says that it failed: {Short(text["BaseException::".Length..])}");
            return names.TryGetValue(text, out var named)
                ? named
                : throw new IllegalAnswerException($"chose \"{Short(text)}\"; legal were {Short(string.Join(", ", names.Keys))}");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw Illegal(reply, "that is not JSON");
        }
    }

    private static IllegalAnswerException Illegal(byte[] reply, string what) =>
        new($"replied \"{Short(Encoding.UTF8.GetString(reply))}\"; {what}");

    private static string Short(string text)
    {
        var line = new string([.. text.Take(ShownCharacters).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)]);
        return text.Length <= ShownCharacters ? line : line + "…";
    }
}

using Arena.Core.Agents;
using Arena.Core.Agents.Programs;
using Arena.Core.Matches;
using Microsoft.Extensions.Options;

namespace Arena.Node.Agents.Http;

/// <summary>Agents that are web servers: each position is posted to them.</summary>
/// <remarks>Redirects are not followed and no proxy is used, so that a request goes where the options allow and nowhere else.</remarks>
internal sealed class HttpAgents(IOptions<HttpAgentsOptions> options) : IAgentSource, IDisposable
{
    // Not a client of the factory, whose defaults would ask an agent twice and end its thinking after 10 s. No timeout of its own either:
    // the referee's clock ends the waiting.
    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = options.Value.ConnectTimeout,
        MaxResponseHeadersLength = 16,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public bool Supplies(AgentProgram program) => program is AgentProgram.Http;

    public Task<ISeatedAgent> SeatAsync(MatchSpec spec, int seat, CancellationToken cancellationToken)
    {
        var address = ((AgentProgram.Http)spec.Agents[seat].Program!).Address;
        return options.Value.Allows(address)
            ? Task.FromResult<ISeatedAgent>(new HttpAgent(_client, address, spec, options.Value.MaxReplyBytes))
            : throw new AgentUnavailableException(
                $"HttpAgents:Hosts of this node does not allow {address.Host}:{address.Port}, where '{spec.Agents[seat].Name}' is",
                passing: false);
    }

    public void Dispose() => _client.Dispose();
}

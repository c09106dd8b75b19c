using Arena.Backplane.Hosting;
using Arena.Backplane.Ledger;
using Arena.ControlPlane.Ledger;
using Arena.ServiceDefaults.Access;
using Arena.ServiceDefaults.Guard;
using Microsoft.Extensions.Options;

namespace Arena.ControlPlane.Access;

/// <summary>
/// Lets the first administrator in: where keys are asked for and there is none, one is made and printed, once. It goes to standard output
/// and into no log.
/// </summary>
internal sealed class FirstKey(IKeyStore keys, IOptions<AccessOptions> options, Guards guards, TimeProvider time) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsRequired || options.Value.AdminKey is not null || options.Value.Issuer is not null)
            return;
        var (shown, id, hash) = ApiKey.New();
        var first = new KeyEntry(
            id, ITenantStore.Default, RoleWord.Of(Role.Admin), "the first key, printed at start", [], hash, time.GetUtcNow());
        var isAdded = false;
        await guards.For(LedgerHosting.GuardName).ExecuteAsync(
            async token => isAdded = await keys.TryAddFirstAsync(first, Requester.Of(Requester.Configuration), token), cancellationToken);
        if (isAdded)
            await Console.Out.WriteLineAsync($"The first key, of an administrator; it is printed this once:\n{shown}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Arena.Hosting.ApplicationModel;

namespace Arena.Hosting.Engine;

/// <summary>Says where each store is taken from, at start and wherever resources are listed.</summary>
internal sealed class StoreChoices(HostConsole console, ResourceNotificationService notifications)
{
    public void Say(IResource store, string choice)
    {
        console.Say($"{store.Name}: {choice}");
        _ = notifications.PublishUpdateAsync(store, s => s.With(KnownProperties.Source, choice)); // completes at once
    }
}

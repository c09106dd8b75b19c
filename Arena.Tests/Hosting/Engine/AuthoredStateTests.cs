using Arena.Hosting;
using Arena.Hosting.ApplicationModel;
using Arena.Hosting.Eventing;
using Arena.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;

namespace Arena.Tests.Hosting.Engine;

public sealed class AuthoredStateTests
{
    [Fact]
    public async Task A_resource_with_an_initial_state_is_as_its_author_says_and_others_wait_for_it()
    {
        await using var application = new TestApplication();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var authored = application.Builder.AddResource(new Authored("tunnel"))
            .WithInitialState(new CustomResourceSnapshot { ResourceType = "Tunnel", Properties = [new("to", "elsewhere")], State = "Digging" })
            .OnResourceReady((_, _, _) => { ready.TrySetResult(); return Task.CompletedTask; });
        application.AddShell("after", "echo through").WaitFor(authored);
        await application.StartAsync();

        Assert.True(application.Notifications.TryGetCurrentState("tunnel", out var first));
        Assert.Equal(("Tunnel", "Digging", "elsewhere"), (first.Snapshot.ResourceType, first.Snapshot.State!.Text, first.Snapshot.Properties.Single(p => p.Name == "to").Value));
        await application.Notifications.WaitForResourceAsync("after", KnownResourceStates.Waiting, application.Limit);
        Assert.False(ready.Task.IsCompleted);

        await application.Notifications.PublishUpdateAsync(authored.Resource, s => s with { State = KnownResourceStates.Running });
        await ready.Task.WaitAsync(application.Limit);
        await application.Notifications.WaitForResourceAsync("after", KnownResourceStates.Finished, application.Limit);
    }

    [Fact]
    public async Task A_subscriber_is_asked_before_anything_starts()
    {
        await using var application = new TestApplication();
        var heard = new Heard();
        application.Builder.Services.AddSingleton(heard);
        application.Builder.Services.TryAddEventingSubscriber<Subscriber>();
        application.Builder.Services.TryAddEventingSubscriber<Subscriber>();
        application.AddShell("once", "true");
        await application.StartAsync();
        Assert.Equal([nameof(BeforeStartEvent), nameof(AfterResourcesCreatedEvent)], heard.Events);
    }

    [Theory]
    [InlineData(EventDispatchBehavior.BlockingSequential)]
    [InlineData(EventDispatchBehavior.BlockingConcurrent)]
    [InlineData(EventDispatchBehavior.NonBlockingSequential)]
    [InlineData(EventDispatchBehavior.NonBlockingConcurrent)]
    public async Task Every_subscriber_is_called_however_it_is_published(EventDispatchBehavior behavior)
    {
        var eventing = new DistributedApplicationEventing();
        using var both = new CountdownEvent(2);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        eventing.Subscribe<Moment>(async (_, _) => { await gate.Task; both.Signal(); });
        eventing.Subscribe<Moment>((_, _) => { both.Signal(); return Task.CompletedTask; });
        var published = eventing.PublishAsync(new Moment(), behavior);
        Assert.Equal(behavior is EventDispatchBehavior.NonBlockingSequential or EventDispatchBehavior.NonBlockingConcurrent, published.IsCompleted);
        if (behavior is EventDispatchBehavior.BlockingConcurrent)
            Assert.Equal(1, both.CurrentCount);
        gate.SetResult();
        await published;
        Assert.True(both.Wait(TimeSpan.FromSeconds(30)));
    }

    private sealed class Authored(string name) : Resource(name), IResourceWithWaitSupport;

    private sealed record Moment : IDistributedApplicationEvent;

    private sealed class Heard
    {
        public List<string> Events { get; } = [];
    }

    private sealed class Subscriber(Heard heard) : IDistributedApplicationEventingSubscriber
    {
        public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
        {
            eventing.Subscribe<BeforeStartEvent>((_, _) => Hear(nameof(BeforeStartEvent)));
            eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) => Hear(nameof(AfterResourcesCreatedEvent)));
            return Task.CompletedTask;
        }

        private Task Hear(string name)
        {
            heard.Events.Add(name);
            return Task.CompletedTask;
        }
    }
}

namespace Arena.Hosting.Eventing;

/// <summary>How the subscribers of an event are called, and whether the publisher waits for them.</summary>
public enum EventDispatchBehavior
{
    /// <summary>One after the other; the publisher waits for all and sees what they throw.</summary>
    BlockingSequential,

    /// <summary>All at once; the publisher waits for all and sees what they throw.</summary>
    BlockingConcurrent,

    /// <summary>One after the other; the publisher goes on.</summary>
    NonBlockingSequential,

    /// <summary>All at once; the publisher goes on.</summary>
    NonBlockingConcurrent,
}

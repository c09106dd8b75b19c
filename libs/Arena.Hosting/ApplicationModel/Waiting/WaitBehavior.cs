namespace Arena.Hosting.ApplicationModel;

/// <summary>What a waiting resource does when the one it waits for has failed for good.</summary>
public enum WaitBehavior
{
    WaitOnResourceUnavailable = 0,
    StopOnResourceUnavailable = 1,
}

namespace Arena.Hosting.ApplicationModel;

public sealed class ResourceNotificationServiceOptions
{
    /// <summary>Nobody sits before a dashboard to start things by hand, so a wait that cannot end, ends.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.StopOnResourceUnavailable;
}

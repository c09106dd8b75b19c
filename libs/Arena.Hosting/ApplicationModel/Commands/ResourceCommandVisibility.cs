namespace Arena.Hosting.ApplicationModel;

[Flags]
public enum ResourceCommandVisibility
{
    None = 0,
    UI = 1,
    Api = 2,
}

namespace Arena.Hosting.Eventing;

public interface IDistributedApplicationEvent;

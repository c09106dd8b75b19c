using Arena.Hosting;
using Arena.Hosting.ApplicationModel;

namespace Arena.Tests.Hosting.ApplicationModel;

public sealed class ReferenceExpressionTests
{
    [Fact]
    public async Task Value_is_filled_in_and_manifest_names_the_holes()
    {
        await using var test = new TestApplication();
        var user = test.Builder.AddParameter("user", "ada");
        var expression = ReferenceExpression.Create($"name={user};kind={"bot"}");
        Assert.Equal("name=ada;kind=bot", await expression.GetValueAsync(CancellationToken.None));
        Assert.Equal("name={user.value};kind=bot", expression.ValueExpression);
    }

    [Fact]
    public async Task Uri_format_escapes_the_value()
    {
        await using var test = new TestApplication();
        var password = test.Builder.AddParameter("password", "a/b c");
        Assert.Equal("x://a%2Fb%20c", await ReferenceExpression.Create($"x://{password.Resource:uri}").GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Braces_in_text_are_text()
    {
        var builder = new ReferenceExpressionBuilder();
        builder.AppendLiteral("{0} {x}");
        Assert.Equal("{0} {x}", await builder.Build().GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public void Unknown_format_is_refused() =>
        Assert.Throws<FormatException>(() => ReferenceExpression.Create($"{"text":json}"));

    [Fact]
    public async Task Endpoint_property_is_known_once_allocated_and_named_before()
    {
        await using var test = new TestApplication();
        var service = test.Builder.AddExecutable("web", "true", ".").WithHttpEndpoint();
        var port = service.GetEndpoint("http").Property(EndpointProperty.Port);
        Assert.Equal("{web.bindings.http.port}", port.ValueExpression);
        Assert.False(service.GetEndpoint("http").IsAllocated);
        await test.VariablesOfAsync(service.Resource);
        Assert.Equal($"{service.GetEndpoint("http").Port}", await port.GetValueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Missing_endpoint_is_named_with_those_that_exist()
    {
        await using var test = new TestApplication();
        var endpoint = test.AddService("web").GetEndpoint("https");
        Assert.False(endpoint.Exists);
        Assert.Contains("it has http, grpc", Assert.Throws<InvalidOperationException>(() => endpoint.Url).Message);
    }
}

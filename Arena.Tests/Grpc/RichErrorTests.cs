using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Arena.Tests.Grpc;

/// <summary>google.rpc.Status travels beside the plain status.</summary>
public sealed class RichErrorTests
{
    [Fact]
    public async Task Details_arrive_as_they_were_thrown()
    {
        var sent = new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = "two things are wrong",
            Details =
            {
                Any.Pack(new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = "name", Description = "empty" } } }),
                Any.Pack(new Ask { Text = "one of our own" }),
                Any.Pack(new ErrorInfo { Domain = "arena", Reason = "BAD_NAME", Metadata = { ["k"] = "v" } }),
            },
        };
        await using var server = await TrialServer.StartAsync();
        server.Script.Unary = (_, _) => throw sent.ToRpcException();

        var error = await Assert.ThrowsAsync<RpcException>(() => server.Client.UnaryAsync(new Ask()).ResponseAsync);
        var status = error.GetRpcStatus();

        Assert.Equal((StatusCode.InvalidArgument, "two things are wrong"), (error.StatusCode, error.Status.Detail));
        Assert.Equal(sent, status);
        Assert.Equal("name", status?.GetDetail<BadRequest>()?.FieldViolations.Single().Field);
        Assert.Equal("one of our own", status?.GetDetail<Ask>()?.Text);
        Assert.Null(status?.GetDetail<RetryInfo>());
        Assert.Equal([typeof(BadRequest), typeof(ErrorInfo)], status!.UnpackDetailMessages().Select(m => m.GetType()));
    }

    [Fact]
    public void Status_of_an_error_without_details_is_null()
    {
        Assert.Null(new RpcException(new global::Grpc.Core.Status(StatusCode.Internal, "")).GetRpcStatus());
    }

    [Fact]
    public void Status_that_is_broken_throws_unless_ignored()
    {
        var metadata = new Metadata { { MetadataExtensions.StatusDetailsTrailerName, [0xFF, 0xFF] } };
        Assert.Throws<InvalidProtocolBufferException>(() => metadata.GetRpcStatus());
        Assert.Null(metadata.GetRpcStatus(ignoreParseError: true));
    }

    [Fact]
    public void Status_set_twice_is_the_last_and_an_unknown_code_is_unknown()
    {
        var metadata = new Metadata();
        metadata.SetRpcStatus(new Google.Rpc.Status { Code = 1 });
        metadata.SetRpcStatus(new Google.Rpc.Status { Code = 2 });
        Assert.Single(metadata);
        Assert.Equal(2, metadata.GetRpcStatus()?.Code);
        Assert.Equal(StatusCode.Unknown, new Google.Rpc.Status { Code = 77 }.ToRpcException().StatusCode);
    }

    [Fact]
    public void Debug_info_has_the_stack_and_inner_exceptions_on_request()
    {
        Action fails = () => throw new InvalidOperationException("outer", new ArgumentException("inner"));
        var error = Record.Exception(fails);
        Assert.Equal("System.InvalidOperationException: outer", error.ToRpcDebugInfo().Detail);
        Assert.DoesNotContain(error.ToRpcDebugInfo().StackEntries, e => e.Contains("InnerException", StringComparison.Ordinal));
        Assert.Contains("InnerException: System.ArgumentException: inner", error.ToRpcDebugInfo(innerDepth: 1).StackEntries);
    }
}

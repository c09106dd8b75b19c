// The lease of a scope and its fence, as Arena.ControlPlane/Replicas has them: the store hands a scope to whoever asks when the lease is
// over, with a new epoch; a replica may be paused at any moment, and writes when it goes on, believing that it owns the scope still.

type tGrant = (replica: machine, epoch: int);

event eTake: machine;          // a replica asks for the scope
event eGranted: tGrant;
event eWrite: tGrant;          // a decision, with the grant that it is made under
event eExpire;                 // the lease is over, by the store's clock
event eWritten: tGrant;        // observed: the store has written a decision

// A store without a clock that anybody could rely on: leases are over whenever the scheduler says so.
machine Store {
  var isFenced: bool;
  var owner: tGrant;
  var isHeld: bool;

  start state Serving {
    entry (fenced: bool) {
      isFenced = fenced;
      owner.epoch = 0;
    }

    on eTake do (replica: machine) {
      if (isHeld && owner.replica != replica) return;
      if (!isHeld) {
        owner = (replica = replica, epoch = owner.epoch + 1);
        isHeld = true;
      }
      send replica, eGranted, owner;
    }

    on eExpire do { isHeld = false; }

    on eWrite do (grant: tGrant) {
      if (isFenced && (grant.replica != owner.replica || grant.epoch != owner.epoch)) return;
      announce eWritten, grant;
    }
  }
}

machine Replica {
  var store: machine;
  var left: int;

  start state Waiting {
    entry (s: machine) {
      store = s;
      left = 6;
      send store, eTake, this;
    }

    on eGranted goto Deciding;
  }

  state Deciding {
    entry (grant: tGrant) { decide(grant); }
    on eGranted do decide;
  }

  fun decide(grant: tGrant) {
    if (left == 0) return;
    left = left - 1;
    if ($) send store, eExpire;           // it was paused for longer than its lease, here or
    send store, eWrite, grant;
    if ($) send store, eExpire;           // after the write
    send store, eTake, this;
  }
}

// Once somebody has written with an epoch, nobody writes with an earlier one.
spec NoZombie observes eWritten {
  var last: int;

  start state Watching {
    on eWritten do (grant: tGrant) {
      assert grant.epoch >= last, format("a decision of epoch {0} was written after one of epoch {1}", grant.epoch, last);
      last = grant.epoch;
    }
  }
}

fun begin(fenced: bool) {
  var store: machine;
  var replicas: int;
  store = new Store(fenced);
  while (replicas < 3) {
    new Replica(store);
    replicas = replicas + 1;
  }
}

machine Fenced {
  start state Init {
    entry { begin(true); }
  }
}

machine Unfenced {
  start state Init {
    entry { begin(false); }
  }
}

test tcFenced [main = Fenced]: assert NoZombie in { Store, Replica, Fenced };
test tcUnfenced [main = Unfenced]: assert NoZombie in { Store, Replica, Unfenced };
